/** Documentation of callables in Markdown and in one line: hover, completion and signature help say the same. */
import type { Argument } from '../../model/catalog/arguments.ts';
import type { Callable } from '../../model/catalog/callable.ts';

export function defaultText({ default: value }: Argument): string | null {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.every((part) => part === value[0]) ? String(value[0]) : value.join('x');
  if (typeof value === 'object') return (value as { sameAs: string }).sameAs;
  return String(value);
}

/** `filters` or `stride=1`. */
export function argumentLabel(name: string, argument: Argument): string {
  const value = defaultText(argument);
  return value === null ? name : `${name}=${value}`;
}

/** `conv(filters, kernel, stride=1, pad=0, bias=true)`. */
export function signature({ name, args }: Callable): string {
  const parts = Object.entries(args).map(([key, argument]) => argumentLabel(key, argument));
  return parts.length === 0 ? name : `${name}(${parts.join(', ')})`;
}

export function callableDocs(callable: Callable): string {
  const args = Object.entries(callable.args).map(([name, { doc }]) => `- \`${name}\`: ${doc}`);
  return [callable.doc, args.join('\n'), callable.source === undefined ? '' : `*${callable.source}*`]
    .filter((part) => part !== '')
    .join('\n\n');
}

const paddingRules = { same: 'Zeros so that the output has ⌈input/stride⌉ rows and columns.', valid: 'No padding.' };

/** The words that an argument's type itself knows, with what they mean. */
export function membersOf(argument: Argument): Readonly<Record<string, string>> | null {
  if (argument.kind === 'enum') return argument.members;
  return argument.kind === 'padding' ? paddingRules : null;
}

export const fence = (code: string): string => `\`\`\`netwright\n${code}\n\`\`\``;

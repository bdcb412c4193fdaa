/** Documentation of callables in Markdown and in one line: hover, completion, signature help and the reference page say the same. */
import type { Argument } from '../../model/catalog/arguments.ts';
import type { Callable } from '../../model/catalog/callable.ts';
import { defaultText } from '../../model/catalog/default-text.ts';

export { defaultText };

/** `filters`, `stride=1`, a tensor that may be left out as `h0=…`, the rest of a call as `values…`. */
export function argumentLabel(name: string, argument: Argument): string {
  if (argument.kind === 'list' && argument.rest === true) return `${name}…`;
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

const sameAlong = (axes: string) => ({
  same: `Zeros so that the output has ⌈input/stride⌉ ${axes}.`,
  valid: 'No padding.',
});

const paddingRules = {
  padding1: sameAlong('steps'),
  padding: sameAlong('rows and columns'),
  padding3: sameAlong('slices, rows and columns'),
};

/** The words that an argument's type itself knows, with what they mean. */
export function membersOf(argument: Argument): Readonly<Record<string, string>> | null {
  switch (argument.kind) {
    case 'enum':
      return argument.members;
    case 'padding':
    case 'padding1':
    case 'padding3':
      return paddingRules[argument.kind];
    case 'list':
      return membersOf(argument.of);
    default:
      return null;
  }
}

export const fence = (code: string): string => `\`\`\`netwright\n${code}\n\`\`\``;

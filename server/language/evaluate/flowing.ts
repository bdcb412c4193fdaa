/** Tensors where other languages put them: `relu(x)`, `add(x, y)`, `x + y`. Here they flow in: `x -> relu`, `[x, y] -> add`. */
import type { QuickFix } from '../analysis.ts';
import type { Argument, CallExpression, Expression } from '../syntax/tree.ts';
import { memberOf } from './bind.ts';
import { bareName } from './expressions.ts';
import type { Frame } from './frame.ts';
import { isTensor, type Tensor } from './values.ts';

type Description = Parameters<typeof memberOf>[0];

export interface Flowing {
  readonly tensors: readonly Tensor[];
  /** The call with its other arguments. */
  readonly call: CallExpression;
}

/** Said, and read as what flows in; `null` where the arguments are such that a layer takes. */
export function flowingArguments(
  call: CallExpression,
  described: Readonly<Record<string, Description>>,
  chained: boolean,
  frame: Frame,
): Flowing | null {
  const kinds = Object.values(described);
  const args = call.args ?? [];
  const written: string[] = [];
  const tensors: Tensor[] = [];
  let count = 0;
  for (const [i, { name, value }] of args.entries()) {
    const parts = name === null ? namesIn(value) : [];
    const found = parts.flatMap((part) => tensorOf(part, kinds[i], frame) ?? []);
    if (found.length === 0 || found.length < parts.length) break;
    tensors.push(...found);
    written.push(...parts.map((part) => textOf(part, frame)));
    count++;
  }
  if (count === 0) return null;
  const rest = args.slice(count);
  const layer = `${call.callee.text}${rest.length === 0 ? '' : `(${rest.map((part) => textOf(part, frame)).join(', ')})`}`;
  const instead = `${written.length === 1 ? written[0] : `[${written.join(', ')}]`} -> ${layer}`;
  const message = `${call.callee.text} takes its tensors from what flows in: ${instead}.`;
  const fixes = chained ? [] : [replaced(call, instead)];
  frame.reporter.say('too-many-arguments', args[0] ?? call, message, { fixes });
  return { tensors, call: { ...call, args: rest.length === 0 ? null : rest } };
}

/** `x + y`, `x * y` of tensors by name. */
export function sayArithmetic(value: Expression, chained: boolean, frame: Frame): boolean {
  if (value.kind !== 'binary') return false;
  const join = value.operator === '+' ? 'add' : value.operator === '*' ? 'multiply' : null;
  const sides = [value.left, value.right].map((side) => (tensorOf(side, undefined, frame) === null ? null : side));
  const [left, right] = sides;
  if (join === null || left === null || right === null || left === undefined || right === undefined) return false;
  const instead = `[${textOf(left, frame)}, ${textOf(right, frame)}] -> ${join}`;
  const message = `Tensors are joined by ${join}: ${instead}.`;
  frame.reporter.say('not-a-layer', value, message, { fixes: chained ? [] : [replaced(value, instead)] });
  return true;
}

/** The elements of a list, or the value itself. */
const namesIn = (value: Expression): readonly Expression[] => (value.kind === 'list' ? value.elements : [value]);

/** A tensor by name where no word of the argument has that name. */
function tensorOf(value: Expression, kind: Description | undefined, { environment }: Frame): Tensor | null {
  const name = bareName(value);
  const words = kind?.kind === 'list' ? kind.of : kind;
  if (name === null || kind?.kind === 'tensor' || kind?.kind === 'name') return null;
  if (words !== undefined && memberOf(words, name) !== null) return null;
  const found = environment.get(name.text);
  return found !== undefined && isTensor(found) ? found : null;
}

const textOf = ({ start, end }: Expression | Argument, { environment }: Frame): string =>
  environment.file.text.slice(start, end);

const replaced = ({ start, end }: Expression, text: string): QuickFix => ({
  title: `Write ${text}`,
  changes: [{ start, end, text }],
});

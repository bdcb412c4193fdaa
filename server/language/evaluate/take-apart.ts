/** `let a, b = pair`, `repeat((n, c) in stages)`: a list taken apart, a name for each of its elements. */
import type { Range } from '../analysis.ts';
import type { Name } from '../syntax/tree.ts';
import { describe } from './expressions.ts';
import type { Frame } from './frame.ts';
import type { Computed } from './values.ts';

/** What each name is worth: nothing that is known where the value is no list of as many elements, which is said. */
export function takeApart(
  value: Computed,
  names: readonly Name[],
  at: Range,
  { reporter }: Frame,
): readonly (readonly [Name, Computed])[] {
  if (names.length === 0) return [];
  if (Array.isArray(value) && value.length === names.length)
    return names.map((name, i) => [name, (value[i] ?? null) as Computed]);
  if (value !== null) {
    const wanted = `${names.map(({ text }) => text).join(', ')} take a list of ${names.length} elements`;
    const found = Array.isArray(value) ? `one has ${value.length}` : `this is ${describe(value)}`;
    reporter.say('wrong-type', at, `${wanted}; ${found}.`);
  }
  return names.map((name) => [name, null]);
}

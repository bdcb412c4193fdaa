/** Lists within bounds: a list of lists of lists doubles with every line that names it. */
import type { Range } from '../analysis.ts';
import type { Surroundings } from './around.ts';
import { tooMuch } from './budget.ts';
import type { Computed } from './values.ts';

/** Elements of one list, those of lists within it included. */
export const LONGEST_LIST = 10_000;

/** Elements that are shown of one. */
const MOST_SHOWN = 64;

/** Counts no further than just beyond the bound. */
function elementsOf(list: readonly Computed[]): number {
  let count = list.length;
  for (const element of list) {
    if (count > LONGEST_LIST) return count;
    if (Array.isArray(element)) count += elementsOf(element as readonly Computed[]);
  }
  return count;
}

/** The list, or `null` where it is longer than any that is meant, which is said. */
export function listOf(list: readonly Computed[], at: Range, { reporter, budget }: Surroundings): Computed {
  const count = elementsOf(list);
  const allowed = budget.spendElements(count);
  if (allowed && count <= LONGEST_LIST) return list;
  const most = LONGEST_LIST.toLocaleString('en-US');
  const message = allowed ? `With all within it this list has more than ${most} elements.` : tooMuch(budget);
  reporter.say('model-too-large', at, message);
  return null;
}

/** The elements in words; of a long list the first ones and the last. */
export function inList(list: readonly Computed[], word: (element: Computed) => string): string {
  if (list.length <= MOST_SHOWN) return list.map(word).join(', ');
  return `${list
    .slice(0, MOST_SHOWN - 1)
    .map(word)
    .join(', ')}, …, ${word(list.at(-1) ?? null)}`;
}

/** What is wrong with the labels of a whole set. */
import { DataError } from '../samples.ts';

/** @throws DataError when there are none, or all are the same: nothing can be learned from them. */
export function requireClasses(labels: ArrayLike<number>, where: string, names?: readonly string[]): void {
  const first = labels[0];
  if (first === undefined) throw new DataError(`${where} holds no samples; there is nothing to train on.`);
  for (let i = 1; i < labels.length; i++) if (labels[i] !== first) return;
  throw new DataError(
    `${where} holds one class only: all ${labels.length} labels are ${names?.[first] ?? first}. A classifier needs samples of at least two.`,
  );
}

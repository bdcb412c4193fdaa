/** How many samples a classifier has right, over the heads that tell classes apart. */
import type { Batch } from '../data/batch.ts';
import { countCorrect } from '../data/class-batch.ts';
import type { Ends } from '../network/network.ts';

/** The first head with scores and classes counts; nothing is judged where there is none. */
export function countRight(outputs: Ends, { count, targets }: Batch): { judged: number; correct: number } {
  for (const [name, scores] of Object.entries(outputs)) {
    const target = targets[name];
    if (target === undefined || target.kind === 'numbers' || scores.length / count < 2) continue;
    if (target.kind === 'classes' && target.values.length !== count) continue;
    const labels = target.kind === 'classes' ? target.values : likeliest(target.values, count);
    return { judged: count, correct: countCorrect(scores, labels) };
  }
  return { judged: 0, correct: 0 };
}

/** The class with the largest share. */
function likeliest(shares: Float32Array, count: number): Int32Array {
  const classes = shares.length / count;
  return Int32Array.from({ length: count }, (_, n) => {
    const row = shares.subarray(n * classes, (n + 1) * classes);
    return row.indexOf(row.reduce((a, b) => Math.max(a, b)));
  });
}

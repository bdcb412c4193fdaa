/** How many samples a classifier has right, over the heads that tell classes apart. */
import type { Batch } from '../data/batch.ts';
import { countCorrect } from '../data/class-batch.ts';
import { likeliest } from '../data/likeliest.ts';
import type { Ends } from '../network/network.ts';

/** The first head with scores and classes counts; nothing is judged where there is none. */
export function countRight(outputs: Ends, { count, targets }: Batch): { judged: number; correct: number } {
  for (const [name, scores] of Object.entries(outputs)) {
    const target = targets[name];
    if (target === undefined || target.kind === 'numbers' || scores.length / count < 2) continue;
    if (target.kind === 'classes' && target.values.length !== count) continue;
    const labels = target.kind === 'classes' ? target.values : likeliest(target.values, target.values.length / count);
    // A label beyond the scores is one that the loss leaves out, or it would have refused it.
    const judged = labels.reduce((sum, label) => (label < scores.length / count ? sum + 1 : sum), 0);
    return { judged, correct: countCorrect(scores, labels) };
  }
  return { judged: 0, correct: 0 };
}

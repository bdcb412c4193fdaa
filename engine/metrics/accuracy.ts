import { likeliest } from '../data/likeliest.ts';
import { answersOf, type Compared, isIgnored, labelsOf, placesOf, sharesOf } from '../losses/targets.ts';
import { type MetricRun, meanMetric } from './metric-run.ts';

/** How many scores of a row are above that of a class; of equal ones the first counts. What is no number is last. */
export function rankOf(row: Float32Array, label: number): number {
  const own = row[label];
  if (Number.isNaN(own)) return row.length;
  let rank = 0;
  row.forEach((score, i) => {
    if (score > own || (score === own && i < label)) rank++;
  });
  return rank;
}

/** Of shares of classes the largest is the true one. */
function truthOf(compared: Compared, ignored: number): Int32Array {
  if (compared.target.kind === 'classes') return labelsOf(compared, ignored);
  return likeliest(sharesOf(compared), placesOf(compared.shape).classes);
}

/** Where one output stands alone, above 0 is yes. */
const isRight = (score: number, answer: number) => (score > 0 ? answer > 0.5 : score <= 0 && answer <= 0.5);

/** The label `ignored` is not counted. */
const within = (top: number, ignored: number) =>
  meanMetric((outputs, compared) => {
    const { places, classes } = placesOf(compared.shape);
    let [total, count] = [0, 0];
    if (classes === 1) {
      const answers = answersOf(compared);
      count = places;
      for (let i = 0; i < places; i++) if (isRight(outputs[i], answers[i])) total++;
    } else {
      truthOf(compared, ignored).forEach((truth, i) => {
        if (isIgnored(truth, ignored)) return;
        count++;
        if (rankOf(outputs.subarray(i * classes, (i + 1) * classes), truth) < top) total++;
      });
    }
    return { total, count };
  });

export const accuracy: MetricRun = {
  better: 'higher',
  start: ({ top, ignore }) => within(top as number, ignore as number),
};

export const top_k: MetricRun = { better: 'higher', start: ({ k, ignore }) => within(k as number, ignore as number) };

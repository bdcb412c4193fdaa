import { labelsOf, placesOf } from '../losses/targets.ts';
import { type MetricRun, meanMetric } from './metric-run.ts';

/** −log of the softmax at a class, shifted by the highest score. */
function surprise(row: Float32Array, label: number): number {
  const highest = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const sum = row.reduce((total, score) => total + Math.exp(score - highest), 0);
  return Math.log(sum) - (row[label] - highest);
}

export const perplexity: MetricRun = {
  better: 'lower',
  start: () =>
    meanMetric((outputs, compared) => {
      const { classes } = placesOf(compared.shape);
      const labels = labelsOf(compared);
      let total = 0;
      labels.forEach((label, i) => {
        total += surprise(outputs.subarray(i * classes, (i + 1) * classes), label);
      });
      return { total, count: labels.length };
    }, Math.exp),
};

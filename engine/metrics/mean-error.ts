import { numbersOf } from '../losses/targets.ts';
import { type MetricRun, meanMetric } from './metric-run.ts';

export const mean_error: MetricRun = {
  better: 'lower',
  start: ({ norm }) =>
    meanMetric((outputs, compared) => {
      const truth = numbersOf(compared);
      let total = 0;
      truth.forEach((t, i) => {
        const d = outputs[i] - t;
        total += norm === 'l2' ? d * d : Math.abs(d);
      });
      return { total, count: truth.length };
    }),
};

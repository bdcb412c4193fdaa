import { numbersOf } from '../losses/targets.ts';
import { type MetricRun, meanMetric } from './metric-run.ts';

/** x and y of the upper left corner, width and height; a negative width reaches to the other side. */
export function overlap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const shared = [0, 1].map((axis) => {
    const low = Math.max(Math.min(a[axis], a[axis] + a[axis + 2]), Math.min(b[axis], b[axis] + b[axis + 2]));
    const high = Math.min(Math.max(a[axis], a[axis] + a[axis + 2]), Math.max(b[axis], b[axis] + b[axis + 2]));
    return Math.max(0, high - low);
  });
  const both = shared[0] * shared[1];
  const union = Math.abs(a[2] * a[3]) + Math.abs(b[2] * b[3]) - both;
  return union === 0 ? 0 : both / union;
}

export const iou: MetricRun = {
  better: 'higher',
  start: () =>
    meanMetric((outputs, compared) => {
      const boxes = numbersOf(compared);
      let total = 0;
      for (let i = 0; i < boxes.length; i += 4) total += overlap(outputs.subarray(i, i + 4), boxes.subarray(i, i + 4));
      return { total, count: boxes.length / 4 };
    }),
};

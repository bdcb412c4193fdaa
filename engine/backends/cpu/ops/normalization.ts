import type { NormalizationOps } from '../../../ops/ops.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

/** Numbers that a row should have at least. */
const WIDE = 64;

/** Short rows are joined, two by two, as long as their number allows it. */
function joined(count: number, channels: number): { rows: number; width: number } {
  let [rows, width] = [count / channels, channels];
  while (width < WIDE && rows % 2 === 0) [rows, width] = [rows / 2, width * 2];
  return { rows, width };
}

export function normalizationOps(machine: Machine): NormalizationOps<CpuTensor> {
  const ops: NormalizationOps<CpuTensor> = {
    batchNorm({ x, scale, shift }, { y, mean, variance }, { eps }) {
      const { rows, width } = joined(x.count, mean.count);
      const parts = machine.take(4 * machine.threads * width);
      machine.command(kernel.BATCH_STATISTICS, [x.place, parts, rows, width]);
      machine.command(kernel.MERGE_STATISTICS, [mean.place, variance.place, parts, rows, width, mean.count]);
      machine.give(parts);
      ops.batchNormInference({ x, scale, shift, mean, variance }, y, { eps });
    },
    batchNormInference({ x, scale, shift, mean, variance }, y, { eps }) {
      const { rows, width } = joined(x.count, mean.count);
      const table = machine.take(3 * width);
      machine.command(
        kernel.NORMALIZING,
        [scale.place, shift.place, mean.place, variance.place, table, mean.count, width],
        [eps],
      );
      machine.making(y, () => machine.command(kernel.NORMALIZE, [x.place, y.place, table, rows, width]));
      machine.give(table);
    },
    batchNormGradient({ x, scale, mean, variance, dy }, { dx, dScale, dShift }, { eps }) {
      const channels = mean.count;
      const { rows, width } = joined(x.count, channels);
      const parts = machine.take(4 * machine.threads * width);
      const means = machine.take(4 * width);
      const table = means + 4 * width;
      machine.command(kernel.REPEAT_MEANS, [mean.place, means, channels, width]);
      machine.command(kernel.BATCH_GRADIENT_SUMS, [x.place, parts, rows, width, dy.place, means]);
      machine.command(
        kernel.BATCH_GRADIENTS,
        [scale.place, variance.place, parts, dScale.place, dShift.place, table, channels, width, x.count / channels],
        [eps],
      );
      if (dx !== null) machine.command(kernel.NORMALIZE_GRADIENT, [x.place, dy.place, dx.place, means, rows, width]);
      machine.give(parts);
      machine.give(means);
    },
    runningStatistics({ mean, variance }, { runningMean, runningVariance }, { momentum, count }) {
      machine.aside(
        kernel.RUNNING_STATISTICS,
        [mean.place, variance.place, runningMean.place, runningVariance.place, mean.count],
        [momentum, count > 1 ? count / (count - 1) : 1],
      );
    },
  };
  return ops;
}

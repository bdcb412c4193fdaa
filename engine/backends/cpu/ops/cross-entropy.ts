import type { LossOps } from '../../../ops/ops.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

export function crossEntropyOps(machine: Machine): LossOps<CpuTensor> {
  return {
    softmaxCrossEntropy({ scores }, { result, gradient }, { targets, factor }) {
      const classes = scores.shape.at(-1) ?? 1;
      const losses = machine.take(2 * machine.threads);
      machine.command(
        kernel.SOFTMAX_CROSS_ENTROPY,
        [scores.place, machine.stage(targets), gradient?.place ?? 0, losses, scores.count / classes, classes],
        [factor],
      );
      machine.command(kernel.SUM_LOSSES, [losses, result.place, machine.threads]);
      machine.give(losses);
    },
  };
}

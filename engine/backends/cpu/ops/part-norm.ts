import type { PartNormOps, Parts } from '../../../ops/part-norm.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

/** Whether each row is one part with all channels, as in layer normalization. */
const isRow = ([, pixels, groups]: Parts) => pixels === 1 && groups === 1;

export function partNormOps(machine: Machine): PartNormOps<CpuTensor> {
  return {
    partNorm({ x, scale, shift }, { y, mean, variance }, { eps, parts }) {
      const places = [x, y, mean, variance, scale, shift].map(({ place }) => place);
      if (isRow(parts)) {
        machine.command(kernel.ROW_NORM, [...places, parts[0], scale.count], [eps]);
        return;
      }
      const own = machine.take(3 * machine.threads * scale.count);
      machine.command(kernel.PART_NORM, [...places, own, ...parts], [eps]);
      machine.give(own);
    },
    partNormGradient({ x, scale, mean, variance, dy }, { dx, dScale, dShift }, { eps, parts }) {
      const channels = scale.count;
      const own = machine.take(7 * machine.threads * channels);
      const places = [x, scale, mean, variance, dy].map(({ place }) => place);
      const ints = [...places, dx?.place ?? 0, own];
      if (isRow(parts)) machine.command(kernel.ROW_NORM_GRADIENT, [...ints, parts[0], channels], [eps]);
      else machine.command(kernel.PART_NORM_GRADIENT, [...ints, ...parts], [eps]);
      machine.command(kernel.PART_NORM_SUMS, [own, dScale.place, dShift.place, channels]);
      machine.give(own);
    },
  };
}

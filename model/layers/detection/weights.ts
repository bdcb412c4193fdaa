/** Weights of the convolutions and dense layers that heads are made of, under torchvision's names. */
import type { Size } from '../../catalog/arguments.ts';
import { type Extent, product } from '../../shape.ts';
import type { WeightSpec } from '../spec.ts';

/** `<name>.weight` filters × channels × height × width and `<name>.bias`. */
export function convWeights(
  name: string,
  filters: Extent,
  channels: Extent,
  kernel: Size | readonly [null, null],
): WeightSpec[] {
  const fan = { in: product([channels, ...kernel]), out: product([filters, ...kernel]) };
  return [
    { name: `${name}.weight`, shape: [filters, channels, ...kernel], role: 'weight', fan },
    { name: `${name}.bias`, shape: [filters], role: 'bias', start: 0 },
  ];
}

/** `<name>.weight` units × features and `<name>.bias`. */
export function denseWeights(name: string, units: Extent, features: Extent): WeightSpec[] {
  return [
    { name: `${name}.weight`, shape: [units, features], role: 'weight', fan: { in: features, out: units } },
    { name: `${name}.bias`, shape: [units], role: 'bias', start: 0 },
  ];
}

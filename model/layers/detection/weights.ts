/** Weights of the convolutions and dense layers that heads are made of, under torchvision's names. */
import type { Extent } from '../../shape.ts';
import { filterWeights } from '../convolution/convolve.ts';
import { linearWeights } from '../features.ts';
import type { WeightSpec } from '../spec.ts';

/** `<name>.weight` filters × channels × height × width and `<name>.bias`. */
export const convWeights = (
  name: string,
  filters: Extent,
  channels: Extent,
  kernel: readonly Extent[],
): readonly WeightSpec[] =>
  filterWeights(filters, channels, kernel, true).map((weight) => ({ ...weight, name: `${name}.${weight.name}` }));

/** `<name>.weight` units × features and `<name>.bias`. */
export const denseWeights = (name: string, units: Extent, features: Extent): readonly WeightSpec[] =>
  linearWeights(features, units, true, { prefix: `${name}.` });

/** What normalizations share: the learned scale and shift, and what they say of a group of one. */
import { bool, float } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import type { Extent } from '../../shape.ts';
import type { WeightSpec } from '../spec.ts';

export const epsilon = float('Added to the variance before its root.', { min: 0, exclusive: true, default: 1e-5 });

export const affineArgument = (byDefault: boolean) =>
  bool('Whether a learned scale and shift follow, one for each channel or feature.', { default: byDefault });

/** PyTorch's `weight` and `bias` of a normalization. */
export const affineWeights = (affine: boolean | null, channels: Extent): readonly WeightSpec[] =>
  affine === false
    ? []
    : [
        { name: 'weight', shape: [channels], role: 'scale', start: 1 },
        { name: 'bias', shape: [channels], role: 'shift', start: 0 },
      ];

/** Over a single value the mean is the value: everything becomes zero. */
export const groupOfOne = (layer: string, over: string, fixes: Fault['fixes'], argument?: string): Fault => ({
  code: 'normalization-of-one',
  severity: 'error',
  ...(argument === undefined ? {} : { argument }),
  message: `${layer} would normalize each value by itself, ${over}: x − mean = 0 everywhere.`,
  fixes,
});

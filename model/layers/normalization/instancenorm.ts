import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Shape } from '../../shape.ts';
import { lastExtent } from '../features.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { affineArgument, affineWeights, epsilon, groupOfOne } from './affine.ts';
import { leadingExtents, pixels } from './spatial.ts';

export const instancenorm = defineLayer({
  name: 'instancenorm',
  doc: 'Normalizes each channel of each image over height and width, in training and in evaluation alike. Without learned numbers unless `affine=true`, as in PyTorch.',
  source: 'Ulyanov, Vedaldi and Lempitsky, 2016',
  example: 'instancenorm',
  args: { affine: affineArgument(false), eps: epsilon },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }): Inferred {
    const output = inputs[0] ?? null;
    const fault = misfit(output);
    if (fault !== null) return { output, faults: [fault] };
    const channels = lastExtent(output);
    const each = output === null ? [null] : [...leadingExtents(output), channels];
    return {
      output,
      weights: affineWeights(args.affine, channels),
      saved: [
        { name: 'mean', shape: each, perSample: true },
        { name: 'variance', shape: each, perSample: true },
      ],
    };
  },
});

function misfit(input: Shape | null): Fault | null {
  if (input === null) return null;
  if (input.axes.at(-1) !== 'channels') {
    const message = `instancenorm normalizes over height and width; it is given ${describeShape(input)}. layernorm normalizes over features.`;
    return { code: 'input-not-an-image', severity: 'error', message, fixes: [] };
  }
  return pixels(input) === 1 ? groupOfOne('instancenorm', 'over 1 pixel', []) : null;
}

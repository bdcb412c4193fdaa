import { lastExtent, needsFeatures } from '../features.ts';
import { defineLayer } from '../spec.ts';
import { affineArgument, affineWeights, epsilon, groupOfOne } from './affine.ts';

export const layernorm = defineLayer({
  name: 'layernorm',
  doc: 'Normalizes over the last axis, features or channels, at every step and every pixel by itself, then scales and shifts by learned numbers. This is what transformers and ConvNeXt do; to normalize over a whole image use groupnorm(1).',
  source: 'Ba, Kiros and Hinton, 2016',
  example: 'layernorm',
  args: { eps: epsilon, affine: affineArgument(true) },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const output = inputs[0] ?? null;
    const channels = lastExtent(output);
    const wrong =
      needsFeatures('layernorm', output) ??
      (channels === 1 ? groupOfOne('layernorm', `over 1 ${output?.axes.at(-1)}`, []) : null);
    if (wrong !== null) return { output, faults: [wrong] };
    const each = output?.extents.slice(0, -1) ?? [null];
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

import { float } from '../../catalog/arguments.ts';
import { lastExtent, needsFeatures } from '../features.ts';
import { defineLayer } from '../spec.ts';

export const l2norm = defineLayer({
  name: 'l2norm',
  doc: 'Divides the channels of every pixel (or the features of every vector) by their Euclidean norm and multiplies each by a learned number. SSD does this to conv4_3, starting at 20.',
  source: 'Liu, Rabinovich and Berg, 2016 (ParseNet); Liu et al., 2016 (SSD)',
  example: 'l2norm(20)',
  args: {
    init: float('What the learned factors start at.', { default: 20 }),
    eps: float('The norm is taken to be no less than this.', { min: 0, exclusive: true, default: 1e-12 }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const output = inputs[0] ?? null;
    const wrong = needsFeatures('l2norm', output);
    if (wrong !== null) return { output, faults: [wrong] };
    return {
      output,
      weights: [{ name: 'weight', shape: [lastExtent(output)], role: 'scale', start: args.init ?? 20 }],
      saved: [{ name: 'norm', shape: output?.extents.slice(0, -1) ?? [null], perSample: true }],
    };
  },
});

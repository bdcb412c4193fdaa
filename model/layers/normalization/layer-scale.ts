import { float } from '../../catalog/arguments.ts';
import { lastExtent, needsFeatures } from '../features.ts';
import { defineLayer } from '../spec.ts';

export const layer_scale = defineLayer({
  name: 'layer_scale',
  doc: 'Multiplies each channel or feature by a learned number that starts small, so that a residual branch begins as almost nothing. ConvNeXt starts at 10⁻⁶.',
  source: 'Touvron et al., 2021; Liu et al., 2022 (ConvNeXt)',
  example: 'layer_scale(1e-6)',
  args: { init: float('What the factors start at.', { default: 1e-6 }) },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const output = inputs[0] ?? null;
    const wrong = needsFeatures('layer_scale', output);
    if (wrong !== null) return { output, faults: [wrong] };
    return {
      output,
      weights: [{ name: 'weight', shape: [lastExtent(output)], role: 'scale', start: args.init ?? 1e-6 }],
    };
  },
});

import { float, oneOf } from '../../catalog/arguments.ts';
import { lastExtent, needsFeatures } from '../features.ts';
import { defineLayer } from '../spec.ts';

export const prelu = defineLayer({
  name: 'prelu',
  doc: 'x above zero, a · x below, where the slope a is learned: one for the layer, as in PyTorch, or one for each channel, as in the paper. The slope is not decayed.',
  source: 'He et al., 2015; CS231n, lecture 6',
  example: 'prelu(per=channel)',
  args: {
    per: oneOf(
      'How many slopes are learned.',
      { layer: 'One for all elements.', channel: 'One for each channel or feature.' },
      { default: 'layer' },
    ),
    init: float('What slopes start at.', { default: 0.25 }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const output = inputs[0] ?? null;
    const wrong = args.per === 'channel' ? needsFeatures('prelu', output) : null;
    if (wrong !== null) return { output, faults: [wrong] };
    const slopes = args.per === null ? null : args.per === 'layer' ? 1 : lastExtent(output);
    return { output, weights: [{ name: 'weight', shape: [slopes], role: 'scale', start: args.init ?? 0.25 }] };
  },
});

import { oneOf } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';

export const gelu = defineLayer({
  name: 'gelu',
  doc: 'x · Φ(x), where Φ is the normal distribution function. Transformers and ConvNeXt use it.',
  source: 'Hendrycks and Gimpel, 2016',
  example: 'gelu',
  args: {
    approximate: oneOf(
      'How Φ is computed.',
      {
        none: 'By the error function.',
        tanh: 'By 1/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), as GPT-2 was trained.',
      },
      { default: 'none' },
    ),
  },
  keeps: ['input'],
  memory: 'own',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});

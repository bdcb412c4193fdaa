import { defineLayer } from '../spec.ts';

export const swish = defineLayer({
  name: 'swish',
  doc: 'x · sigmoid(x), element by element; PyTorch calls it SiLU.',
  source: 'Ramachandran, Zoph and Le, 2017',
  example: 'swish',
  args: {},
  keeps: ['input'],
  memory: 'own',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});

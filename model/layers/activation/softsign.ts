import { defineLayer } from '../spec.ts';

export const softsign = defineLayer({
  name: 'softsign',
  doc: 'x/(1 + |x|), element by element: between −1 and 1, saturating slower than tanh.',
  source: 'Glorot and Bengio, 2010',
  example: 'softsign',
  args: {},
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});

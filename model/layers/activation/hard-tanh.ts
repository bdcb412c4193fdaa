import { defineLayer } from '../spec.ts';

export const hard_tanh = defineLayer({
  name: 'hard_tanh',
  doc: 'min(max(−1, x), 1): a tanh of straight lines.',
  source: 'Collobert, 2004',
  example: 'hard_tanh',
  args: {},
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});

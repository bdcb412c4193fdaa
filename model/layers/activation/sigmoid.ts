import { defineLayer } from '../spec.ts';

export const sigmoid = defineLayer({
  name: 'sigmoid',
  doc: '1/(1 + e^(−x)), element by element: between 0 and 1. It saturates at both ends, where no gradient passes, and its outputs are not centered at zero.',
  source: 'CS231n, lecture 6',
  example: 'sigmoid',
  args: {},
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});

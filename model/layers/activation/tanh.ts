import { defineLayer } from '../spec.ts';

export const tanh = defineLayer({
  name: 'tanh',
  doc: 'The hyperbolic tangent, element by element: between −1 and 1, centered at zero, saturating at both ends.',
  source: 'CS231n, lecture 6',
  example: 'tanh',
  args: {},
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});

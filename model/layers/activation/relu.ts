import { defineLayer } from '../spec.ts';

export const relu = defineLayer({
  name: 'relu',
  doc: 'max(0, x), element by element. Backward passes the gradient where the output is above zero.',
  source: 'CS231n, lecture 6; Nair and Hinton, 2010',
  example: 'relu',
  args: {},
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});

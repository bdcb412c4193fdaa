import { defineLayer } from '../spec.ts';

export const selu = defineLayer({
  name: 'selu',
  doc: 'Scaled elu, 1.0507 · (x above zero, 1.6733 · (e^x − 1) below): deep dense networks keep mean 0 and variance 1 by themselves when weights are drawn with variance 1/fan-in.',
  source: 'Klambauer et al., 2017',
  example: 'selu',
  args: {},
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});

import { defineLayer } from '../spec.ts';

export const hard_swish = defineLayer({
  name: 'hard_swish',
  doc: 'x · hard_sigmoid(x): a swish of straight lines.',
  source: 'Howard et al., 2019 (MobileNetV3)',
  example: 'hard_swish',
  args: {},
  keeps: ['input'],
  memory: 'own',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});

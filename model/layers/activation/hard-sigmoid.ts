import { defineLayer } from '../spec.ts';

export const hard_sigmoid = defineLayer({
  name: 'hard_sigmoid',
  doc: 'min(max(0, x/6 + 1/2), 1): a sigmoid of straight lines, as in PyTorch. (Older Keras has a slope of 0.2.)',
  source: 'Howard et al., 2019 (MobileNetV3)',
  example: 'hard_sigmoid',
  args: {},
  keeps: ['output'],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});

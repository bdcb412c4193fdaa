import { defineLayer } from '../spec.ts';
import { slidingOf } from '../window/arithmetic.ts';
import { dilation, inferPool, poolArguments } from './pool.ts';

export const maxpool = defineLayer({
  name: 'maxpool',
  doc: 'The largest value in each window. Backward sends the gradient to the position that won. The stride defaults to the window, as in PyTorch and Keras. `round=ceil` is what Caffe does always, and PyTorch with ceil_mode.',
  source: 'CS231n, lecture 5',
  example: 'maxpool(2x2)',
  args: { ...poolArguments, dilation },
  keeps: ['input', 'output'],
  memory: 'own',
  infer({ inputs, args: { window, stride, pad, round, dilation } }) {
    const sliding = slidingOf(window, stride, pad, dilation);
    return inferPool({ layer: 'maxpool', family: 'maxpool', rank: 2, input: inputs[0] ?? null, sliding, round });
  },
});

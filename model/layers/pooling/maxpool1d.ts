import { defineLayer } from '../spec.ts';
import { one, slidingOf } from '../window/arithmetic.ts';
import { dilation1d, inferPool, poolArguments1d } from './pool.ts';

export const maxpool1d = defineLayer({
  name: 'maxpool1d',
  doc: 'The largest value of each feature in each window of steps. The stride defaults to the window. The receptive field is given in steps.',
  source: 'CS231n, lecture 5',
  example: 'maxpool1d(2)',
  args: { ...poolArguments1d, dilation: dilation1d },
  keeps: ['input', 'output'],
  memory: 'own',
  infer({ inputs, args: { window, stride, pad, round, dilation } }) {
    const sliding = slidingOf(one(window), one(stride), pad, one(dilation));
    return inferPool({ layer: 'maxpool1d', family: 'maxpool', rank: 1, input: inputs[0] ?? null, sliding, round });
  },
});

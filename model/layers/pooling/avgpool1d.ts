import { defineLayer } from '../spec.ts';
import { one, slidingOf } from '../window/arithmetic.ts';
import { countIncludePad, inferPool, poolArguments1d } from './pool.ts';

export const avgpool1d = defineLayer({
  name: 'avgpool1d',
  doc: 'The mean of each feature over each window of steps. The stride defaults to the window. The receptive field is given in steps.',
  source: 'CS231n, lecture 5',
  example: 'avgpool1d(2)',
  args: { ...poolArguments1d, count_include_pad: countIncludePad },
  keeps: [],
  memory: 'own',
  infer({ inputs, args: { window, stride, pad, round } }) {
    const sliding = slidingOf(one(window), one(stride), pad, [1]);
    return inferPool({ layer: 'avgpool1d', family: 'avgpool', rank: 1, input: inputs[0] ?? null, sliding, round });
  },
});

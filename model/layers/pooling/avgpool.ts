import { defineLayer } from '../spec.ts';
import { slidingOf } from '../window/arithmetic.ts';
import { countIncludePad, inferPool, poolArguments } from './pool.ts';

export const avgpool = defineLayer({
  name: 'avgpool',
  doc: 'The mean of each window. Backward spreads the gradient evenly over the window. The stride defaults to the window, as in PyTorch and Keras. Padding counts as zeros unless count_include_pad=false (Keras never counts it).',
  source: 'CS231n, lecture 5',
  example: 'avgpool(2x2)',
  args: { ...poolArguments, count_include_pad: countIncludePad },
  keeps: [],
  memory: 'own',
  infer({ inputs, args: { window, stride, pad, round } }) {
    const sliding = slidingOf(window, stride, pad, [1, 1]);
    return inferPool({ layer: 'avgpool', family: 'avgpool', rank: 2, input: inputs[0] ?? null, sliding, round });
  },
});

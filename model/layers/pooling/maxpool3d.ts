import { defineLayer } from '../spec.ts';
import { slidingOf } from '../window/arithmetic.ts';
import { dilation3d, inferPool, poolArguments3d } from './pool.ts';

export const maxpool3d = defineLayer({
  name: 'maxpool3d',
  doc: 'The largest value in each window of a volume. The stride defaults to the window. The receptive field is given for height and width.',
  source: 'Tran et al., 2015',
  example: 'maxpool3d(2x2x2)',
  args: { ...poolArguments3d, dilation: dilation3d },
  keeps: ['input', 'output'],
  memory: 'own',
  infer({ inputs, args: { window, stride, pad, round, dilation } }) {
    const sliding = slidingOf(window, stride, pad, dilation);
    return inferPool({ layer: 'maxpool3d', family: 'maxpool', rank: 3, input: inputs[0] ?? null, sliding, round });
  },
});

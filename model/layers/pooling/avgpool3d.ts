import { defineLayer } from '../spec.ts';
import { slidingOf } from '../window/arithmetic.ts';
import { countIncludePad, inferPool, poolArguments3d } from './pool.ts';

export const avgpool3d = defineLayer({
  name: 'avgpool3d',
  doc: 'The mean of each window of a volume. The stride defaults to the window. The receptive field is given for height and width.',
  source: 'Tran et al., 2015',
  example: 'avgpool3d(2x2x2)',
  args: { ...poolArguments3d, count_include_pad: countIncludePad },
  keeps: [],
  memory: 'own',
  infer({ inputs, args: { window, stride, pad, round } }) {
    const sliding = slidingOf(window, stride, pad, [1, 1, 1]);
    return inferPool({ layer: 'avgpool3d', family: 'avgpool', rank: 3, input: inputs[0] ?? null, sliding, round });
  },
});

import { float } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { slidingOf } from '../window/arithmetic.ts';
import { inferPool, poolArguments } from './pool.ts';

export const lppool = defineLayer({
  name: 'lppool',
  doc: 'The p-norm of each window: (Σ xᵖ)^(1/p). p=1 gives the sum, which is the mean times the size of the window; large p approaches the maximum. The power and the root of an odd p keep the sign, where PyTorch (LPPool2d) gives NaN. As there, a window that hangs over the end counts what it sees as if it were whole, and there is no padding. The stride defaults to the window.',
  source: 'Sermanet, Chintala and LeCun, 2012',
  example: 'lppool(2, 2x2)',
  args: {
    p: float('The power p of the norm.', { min: 0, exclusive: true }),
    window: poolArguments.window,
    stride: poolArguments.stride,
    round: poolArguments.round,
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args: { window, stride, round } }) {
    const sliding = slidingOf(window, stride, 'valid', [1, 1]);
    return inferPool({ layer: 'lppool', rank: 2, input: inputs[0] ?? null, sliding, round, pads: 'none' });
  },
});

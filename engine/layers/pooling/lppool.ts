import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { derived } from '../../tape/derived.ts';
import type { Tape, Var } from '../../tape/tape.ts';
import { folded } from '../folded.ts';
import type { LayerRun } from '../layer-run.ts';
import { poolingOf } from './pool.ts';

/** Below this nothing has a root whose derivative float32 could hold: the gradient is zero there. */
const TINY = 1e-30;

const signed = <T>(t: Tape<T>, x: Var<T>, of: (magnitude: Var<T>) => Var<T>) =>
  t.multiply(t.detach(t.unary('sign', x)), of(t.abs(x)));

/** (Σ xᵖ)^(1/p); of an odd p the power and the root keep the sign. As in PyTorch a sum that hangs over counts in full: it is the mean times the window. */
export const lppool: LayerRun<ArgsOf<typeof layers.lppool>> = folded(
  2,
  derived<typeof layers.lppool>(({ t, args, x, outputShape }) => {
    const { p, window, stride } = args;
    const pooling = poolingOf(x.shape, { window, stride, pad: 'valid' });
    const area = window[0] * window[1];
    const sum = (values: Var<(typeof x)['tensor']>) => t.scale(t.avgPool(values, outputShape, pooling), area);
    if (p === 1) return sum(x);
    const power = (values: typeof x) => t.power(t.maximum(values, t.fill(TINY, [1])), p);
    if (p % 2 === 0) {
      const even = sum(power(t.abs(x)));
      return t.multiply(t.detach(t.step(even)), t.power(t.maximum(even, t.fill(TINY, [1])), 1 / p));
    }
    return signed(t, sum(signed(t, x, power)), (values) => t.power(t.maximum(values, t.fill(TINY, [1])), 1 / p));
  }),
);

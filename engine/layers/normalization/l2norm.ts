import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const l2norm = written<typeof layers.l2norm>({
  forward({ t, x, args, weights, save }) {
    const norm = t.sqrt(t.sum(t.square(x), [-1]));
    save('norm', norm);
    return t.multiply(t.divide(x, t.clip(norm, args.eps, Number.POSITIVE_INFINITY)), weights.weight);
  },
  backward({ t, x, dy, args, weights: { weight }, saved }) {
    const norm = saved('norm', x.shape.with(-1, 1));
    const divisor = t.clip(norm, args.eps, Number.POSITIVE_INFINITY);
    const unit = t.divide(x, divisor);
    return {
      // A norm that is replaced by eps is no function of x.
      input() {
        const seen = t.multiply(dy, weight);
        const along = t.multiply(t.sum(t.multiply(seen, unit), [-1]), t.step(t.affine(norm, 1, -args.eps)));
        return t.divide(t.subtract(seen, t.multiply(unit, along)), divisor);
      },
      weights: { weight: t.sumTo(t.multiply(dy, unit), weight.shape) },
    };
  },
});

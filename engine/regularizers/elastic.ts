import type { Call } from '../../model/catalog/arguments.ts';
import { type RegularizerRun, sumOf } from './regularizer-run.ts';

/** λr and λ(1 − r). */
function parts({ weight, ratio }: Call['args']): readonly [magnitudes: number, squares: number] {
  const [lambda, r] = [weight as number, ratio as number];
  return [lambda * r, lambda * (1 - r)];
}

/** λ(rΣ|w| + (1 − r)Σw²). */
export const elastic: RegularizerRun = {
  penalty: {
    value(t, w, args) {
      const [magnitudes, squares] = parts(args);
      return t.add(t.scale(sumOf(t, t.abs(w)), magnitudes), t.scale(sumOf(t, t.square(w)), squares));
    },
    gradient(t, w, args) {
      const [magnitudes, squares] = parts(args);
      return t.add(t.scale(t.unary('sign', w), magnitudes), t.scale(w, 2 * squares));
    },
  },
};

import { type RegularizerRun, sumOf } from './regularizer-run.ts';

/** λΣ|w|, and so λ·sign(w) in the gradient. */
export const l1: RegularizerRun = {
  penalty: {
    value: (t, w, args) => t.scale(sumOf(t, t.abs(w)), args.weight as number),
    gradient: (t, w, args) => t.scale(t.unary('sign', w), args.weight as number),
  },
};

import { type RegularizerRun, sumOf } from './regularizer-run.ts';

/** λΣw², and so 2λw in the gradient. */
export const l2: RegularizerRun = {
  penalty: {
    value: (t, w, args) => t.scale(sumOf(t, t.square(w)), args.weight as number),
    gradient: (t, w, args) => t.scale(w, 2 * (args.weight as number)),
  },
};

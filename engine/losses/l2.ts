import type { RegularizerRun } from './loss-run.ts';

/** λΣw², and so 2λw in the gradient. */
export const l2: RegularizerRun = {
  addPenalty(ops, w, total, args) {
    ops.addSquaredSum({ w }, total, { factor: args.weight as number });
  },
  addGradient(ops, w, gradient, args) {
    ops.addScaled({ w }, gradient, { factor: 2 * (args.weight as number) });
  },
};

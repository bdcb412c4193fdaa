import type { RegularizerRun } from './index.ts';

/** λΣw², and so 2λw in the gradient. */
export const l2: RegularizerRun = {
  addGradient(ops, w, gradient, args) {
    ops.addScaled({ w }, gradient, { factor: 2 * (args.weight as number) });
  },
  measure(ops, w, out) {
    ops.squaredSum({ w }, out);
  },
  scale: (args) => args.weight as number,
};

import type { OptimizerRun } from './optimizer-run.ts';

export const adam: OptimizerRun = {
  state: ['m', 'v'],
  update(ops, { value, state }, gradient, args, step) {
    const { lr, beta1, beta2, eps } = args as Record<string, number>;
    ops.adam({ gradient }, { w: value, m: state.m, v: state.v }, { lr, beta1, beta2, eps, step });
  },
};

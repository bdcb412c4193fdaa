import type { OptimizerRun } from './optimizer-run.ts';

export const adagrad: OptimizerRun = {
  state: () => ['sum'],
  update(ops, { value, state }, gradient, args) {
    const { lr, eps } = args as Record<string, number>;
    ops.adagrad({ gradient }, { w: value, sum: state.sum }, { lr, eps });
  },
};

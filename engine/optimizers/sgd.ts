import type { OptimizerRun } from './optimizer-run.ts';

export const sgd: OptimizerRun = {
  state: ['velocity'],
  update(ops, { value, state }, gradient, args) {
    ops.sgd(
      { gradient },
      { w: value, velocity: state.velocity },
      { lr: args.lr as number, momentum: args.momentum as number },
    );
  },
};

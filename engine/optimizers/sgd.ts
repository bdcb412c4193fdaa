import type { OptimizerRun } from './optimizer-run.ts';

export const sgd: OptimizerRun = {
  state: () => ['velocity'],
  momentum: () => 'momentum',
  update(ops, { value, state }, gradient, args) {
    const { lr, momentum, weight_decay: weightDecay } = args as Record<string, number>;
    const nesterov = args.nesterov === true;
    ops.sgd({ gradient }, { w: value, velocity: state.velocity }, { lr, momentum, nesterov, weightDecay });
  },
};

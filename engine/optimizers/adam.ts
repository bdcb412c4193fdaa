import type { OptimizerRun } from './optimizer-run.ts';

/** AdamW is the same with weight decay beside the gradient; where there is none, nothing decays. */
export const adam: OptimizerRun = {
  state: ({ amsgrad }) => (amsgrad === true ? ['m', 'v', 'highest'] : ['m', 'v']),
  momentum: () => 'beta1',
  update(ops, { value, state: { m, v, highest = null } }, gradient, args, step) {
    const { lr, beta1, beta2, eps, weight_decay: weightDecay = 0 } = args as Record<string, number>;
    ops.adam({ gradient }, { w: value, m, v, highest }, { lr, beta1, beta2, eps, step, weightDecay });
  },
};

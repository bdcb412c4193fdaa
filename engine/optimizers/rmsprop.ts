import type { OptimizerRun } from './optimizer-run.ts';

export const rmsprop: OptimizerRun = {
  state: ({ centered, momentum }) => [
    'square',
    ...(centered === true ? ['mean'] : []),
    ...(momentum === 0 ? [] : ['velocity']),
  ],
  momentum: ({ momentum }) => (momentum === 0 ? undefined : 'momentum'),
  update(ops, { value, state: { square, mean = null, velocity = null } }, gradient, args) {
    const { lr, decay, eps, momentum } = args as Record<string, number>;
    const inside = args.epsilon === 'inside';
    ops.rmsprop({ gradient }, { w: value, square, mean, velocity }, { lr, decay, eps, inside, momentum });
  },
};

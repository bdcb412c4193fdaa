import type { OptimizerOps } from '../../../ops/ops.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

/** Numbers from which on all threads share a parameter; smaller ones are dealt out whole, to one thread after another. */
const SHARED = 4096;

export function optimizerOps(machine: Machine): OptimizerOps<CpuTensor> {
  let next = 0;
  const update = (
    id: number,
    gradient: CpuTensor,
    w: CpuTensor,
    ints: readonly number[],
    floats: readonly number[],
  ) => {
    const owner = w.count < SHARED ? next++ % machine.threads : -1;
    machine.update(w.place, id, [gradient.place, w.place, w.count, owner, ...ints], floats);
  };
  return {
    sgd: ({ gradient }, { w, velocity }, { lr, momentum, nesterov, weightDecay }) =>
      update(kernel.SGD, gradient, w, [velocity.place, Number(nesterov)], [lr, momentum, weightDecay]),
    adagrad: ({ gradient }, { w, sum }, { lr, eps }) => update(kernel.ADAGRAD, gradient, w, [sum.place], [lr, eps]),
    rmsprop: ({ gradient }, { w, square, mean, velocity }, { lr, decay, eps, inside, momentum }) =>
      update(
        kernel.RMSPROP,
        gradient,
        w,
        [square.place, mean?.place ?? 0, velocity?.place ?? 0, Number(inside)],
        [lr, 1 - decay, eps, momentum],
      ),
    adam({ gradient }, { w, m, v, highest }, { lr, beta1, beta2, eps, step, weightDecay }) {
      const rate = lr / (1 - beta1 ** step);
      const root = 1 / Math.sqrt(1 - beta2 ** step);
      update(
        kernel.ADAM,
        gradient,
        w,
        [m.place, v.place, highest?.place ?? 0],
        [rate, 1 - beta1, 1 - beta2, root, eps, 1 - lr * weightDecay],
      );
    },
  };
}

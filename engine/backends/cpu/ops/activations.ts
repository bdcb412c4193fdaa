import type { Activating, ActivationName, ActivationOps } from '../../../ops/activations.ts';
import * as id from '../function-ids.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

const ids: { readonly [F in ActivationName]: number } = {
  leakyRelu: id.LEAKY_RELU,
  elu: id.ELU,
  gelu: id.GELU,
  geluTanh: id.GELU_TANH,
  swish: id.SWISH,
  softplus: id.SOFTPLUS_OF,
  sigmoid: id.SIGMOID,
  tanh: id.TANH,
  softsign: id.SOFTSIGN,
  hardSigmoid: id.HARD_SIGMOID,
  hardSwish: id.HARD_SWISH,
};

/** p and q, as the kernels have them. */
const numbersOf = ({ fn, p = 1, q = 1 }: Activating) => [p, fn === 'softplus' ? 1 / p : q];

/** Rows and columns of the last axis. */
const rowsOf = ({ shape, count }: CpuTensor): readonly number[] => {
  const columns = shape.at(-1) ?? 1;
  return [count / columns, columns];
};

export function activationOps(machine: Machine): ActivationOps<CpuTensor> {
  return {
    activation: ({ x }, y, activating) =>
      machine.command(kernel.UNARY, [x.place, y.place, y.count, ids[activating.fn]], numbersOf(activating)),
    activationGradient: ({ kept, dy }, dx, activating) =>
      machine.command(
        kernel.ACTIVATION_GRADIENT,
        [kept.place, dy.place, dx.place, dx.count, ids[activating.fn]],
        numbersOf(activating),
      ),
    softmax: ({ x }, y, { log }) => machine.command(kernel.SOFTMAX, [x.place, y.place, ...rowsOf(x), Number(log)]),
    softmaxGradient: ({ y, dy }, dx, { log }) =>
      machine.command(kernel.SOFTMAX_GRADIENT, [y.place, dy.place, dx.place, ...rowsOf(dx), Number(log)]),
  };
}

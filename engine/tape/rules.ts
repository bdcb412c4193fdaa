/** The derivative of every function of one number, times the gradient of its result; `null` where it is zero. */
import type { UnaryName } from '../ops/primitives.ts';
import type { Tape, Var } from './tape.ts';

type Rule = <T>(t: Tape<T>, x: Var<T>, y: Var<T>, dy: Var<T>) => Var<T> | null;

export const rules: { readonly [F in UnaryName]: Rule } = {
  exp: (t, _, y, dy) => t.multiply(dy, y),
  log: (t, x, _, dy) => t.divide(dy, x),
  sqrt: (t, _, y, dy) => t.scale(t.divide(dy, y), 0.5),
  rsqrt: (t, _, y, dy) => t.scale(t.multiply(dy, t.multiply(y, t.square(y))), -0.5),
  square: (t, x, _, dy) => t.scale(t.multiply(dy, x), 2),
  reciprocal: (t, _, y, dy) => t.scale(t.multiply(dy, t.square(y)), -1),
  abs: (t, x, _, dy) => t.multiply(dy, t.unary('sign', x)),
  sign: () => null,
  step: () => null,
  relu: (t, _, y, dy) => t.multiply(dy, t.step(y)),
  tanh: (t, _, y, dy) => t.multiply(dy, t.affine(t.square(y), -1, 1)),
  sigmoid: (t, _, y, dy) => t.multiply(dy, t.multiply(y, t.affine(y, -1, 1))),
  softplus: (t, x, _, dy) => t.multiply(dy, t.sigmoid(x)),
  erf: (t, x, _, dy) => t.multiply(dy, t.scale(t.exp(t.scale(t.square(x), -1)), 2 / Math.sqrt(Math.PI))),
  sin: (t, x, _, dy) => t.multiply(dy, t.unary('cos', x)),
  atan: (t, x, _, dy) => t.divide(dy, t.affine(t.square(x), 1, 1)),
  cos: (t, x, _, dy) => t.scale(t.multiply(dy, t.unary('sin', x)), -1),
};

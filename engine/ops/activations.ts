import type { Op } from './op.ts';

/**
 * Activations of one number, with up to two numbers p and q of their own: `leakyRelu` is p·x below zero, `elu` is p·x
 * above zero and q·(eˣ − 1) below, `softplus` is log(1 + e^(px))/p. `gelu` has the error function, `geluTanh` its
 * approximation.
 */
export const activationNames = [
  'leakyRelu',
  'elu',
  'gelu',
  'geluTanh',
  'swish',
  'softplus',
  'sigmoid',
  'tanh',
  'softsign',
  'hardSigmoid',
  'hardSwish',
] as const;
export type ActivationName = (typeof activationNames)[number];

export interface Activating {
  readonly fn: ActivationName;
  readonly p?: number;
  readonly q?: number;
}

/** Their slopes are functions of x; those of all others are functions of y. */
export const slopesOfInputs: ReadonlySet<ActivationName> = new Set(['gelu', 'geluTanh', 'swish', 'hardSwish']);

export interface ActivationOps<T> {
  activation: Op<{ x: T }, T, Activating>;
  /** dx = dy · slope; `kept` is what the slope is a function of, x or y. */
  activationGradient: Op<{ kept: T; dy: T }, T, Activating>;
  /** Over the last axis; `log`: its logarithm. */
  softmax: Op<{ x: T }, T, { log: boolean }>;
  softmaxGradient: Op<{ y: T; dy: T }, T, { log: boolean }>;
}

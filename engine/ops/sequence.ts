/**
 * Recurrences over a whole sequence: one direction of one layer. Gates and states are steps × units, batch first; the
 * products of the inputs with their weights, W x + b, have been made for all steps by one `dense`. Weights of the state
 * are units × gates · units, gates in PyTorch's order: i, f, g, o in an lstm, r, z, n in a gru.
 */
import type { Op } from './op.ts';

export interface Stepping {
  readonly steps: number;
  /** From the last step to the first. */
  readonly reverse: boolean;
}

export type StateFunction = 'tanh' | 'relu';

/** What every step reads: the products of the inputs, the weights of the state, and the state before; `null` is zero. */
interface Given<T> {
  readonly x: T;
  readonly w: T;
  readonly b: T | null;
  readonly h0: T | null;
}

/** The gradients of the states at every step, and of the last one; `null` is zero. */
interface Upstream<T> {
  readonly w: T;
  readonly dh: T | null;
  readonly dhLast: T | null;
}

export interface SequenceOps<T> {
  /** h = f(x + hU + b). */
  rnn: Op<Given<T>, T, Stepping & { fn: StateFunction }>;
  /** dx is the gradient of the products, that of hU + b too. */
  rnnGradient: Op<Upstream<T> & { h: T }, { dx: T; dh0: T | null }, Stepping & { fn: StateFunction }>;
  /** i, f, o are sigmoids and g the tanh of x + hU + b; c = f·c + i·g, h = o·tanh(c). `gates` may be x. */
  lstm: Op<Given<T> & { c0: T | null }, { h: T; c: T; gates: T }, Stepping>;
  /** dx, which may be `gates`, is the gradient of the products, that of hU + b too. */
  lstmGradient: Op<
    Upstream<T> & { gates: T; c: T; c0: T | null; dcLast: T | null },
    { dx: T; dh0: T | null; dc0: T | null },
    Stepping
  >;
  /** r and z are sigmoids of x + hU + b, n = tanh(x + r·q) with q = hU + b; h = (1 − z)·n + z·h. `gates` may be x. */
  gru: Op<Given<T>, { h: T; gates: T; q: T }, Stepping>;
  /** dx, which may be `gates`, is the gradient of the products, `dState` that of hU + b. */
  gruGradient: Op<Upstream<T> & { gates: T; q: T; h: T; h0: T | null }, { dx: T; dState: T; dh0: T | null }, Stepping>;
}

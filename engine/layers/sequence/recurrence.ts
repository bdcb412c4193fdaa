/** One direction of one recurrent layer, forward and backward: what rnn, lstm, gru and their cells share. */
import type { Ops } from '../../ops/ops.ts';
import type { Stepping } from '../../ops/sequence.ts';
import { Tape } from '../../tape/tape.ts';

/** A direction as it lies in the tensors of a node; those over steps are leading axes × steps × features. */
export interface Lane<T> {
  readonly ops: Ops<T>;
  readonly stepping: Stepping;
  readonly units: number;
  /** By PyTorch's names without what tells layers and directions apart: `weight_ih`, `weight_hh`, `bias_ih`, `bias_hh`. */
  readonly weights: Readonly<Record<string, T | undefined>>;
  /** The states before the first step; `null` is zero. */
  readonly h0: T | null;
  readonly c0: T | null;
  /** Extents of a tensor over the steps. */
  shape(features: number): readonly number[];
  /** What forward leaves for backward, by the names of the spec, or a tensor for this pass alone. */
  kept(name: string, features: number): T;
  temporary(shape: readonly number[]): T;
}

/** Gradients of the states at every step, of the last state and of the last cell; `null` is zero. */
export interface Upstream<T> {
  readonly dh: T | null;
  readonly dhLast: T | null;
  readonly dcLast: T | null;
}

/** Where the gradients of the first states go; `null` where nobody asks. */
export interface Firsts<T> {
  readonly dh0: T | null;
  readonly dc0: T | null;
}

export interface Recurrence<Args> {
  /** Blocks of `units` rows in PyTorch's weights. */
  readonly gates: number;
  /** Arguments of the states before the first step, in the order in which they are given and come out. */
  readonly states: readonly ('h' | 'c')[];
  /** From the products of the inputs to the states at every step; gives back the cells, where there are some. */
  forward<T>(lane: Lane<T>, args: Args, x: T, h: T): T | null;
  /** The gradients of the products of the inputs and of the states. */
  backward<T>(lane: Lane<T>, args: Args, h: T, upstream: Upstream<T>, firsts: Firsts<T>): { dx: T; dState: T };
}

/** Writes the states `h` over the input of a layer; gives back the cells. */
export function runForward<T, Args>(lane: Lane<T>, of: Recurrence<Args>, args: Args, input: T, h: T): T | null {
  const { ops, units, weights } = lane;
  const products = lane.kept('gates', of.gates * units);
  ops.dense({ x: input, w: weights.weight_ih as T, b: weights.bias_ih ?? null }, products);
  return of.forward(lane, args, products, h);
}

export interface Backward<T> {
  readonly input: T;
  readonly h: T;
  readonly upstream: Upstream<T>;
  readonly firsts: Firsts<T>;
  readonly dInput: T | null;
  /** As the weights. */
  readonly gradients: Readonly<Record<string, T | undefined>>;
}

export function runBackward<T, Args>(lane: Lane<T>, of: Recurrence<Args>, args: Args, pass: Backward<T>): void {
  const { ops, weights } = lane;
  const { input, h, gradients, dInput } = pass;
  const { dx, dState } = of.backward(lane, args, h, pass.upstream, pass.firsts);
  if (dInput !== null) ops.denseInputGradient({ dy: dx, w: weights.weight_ih as T }, dInput);
  ops.denseWeightGradient({ x: input, dy: dx }, gradients.weight_ih as T);
  ops.denseWeightGradient({ x: statesBefore(lane, h), dy: dState }, gradients.weight_hh as T);
  const { bias_ih: ofInput, bias_hh: ofState } = gradients;
  if (ofInput === undefined || ofState === undefined) return;
  ops.biasGradient({ dy: dx }, ofInput);
  if (dState === dx) ops.copy({ x: ofInput }, ofState);
  else ops.biasGradient({ dy: dState }, ofState);
}

/** The state that each step starts from. */
function statesBefore<T>({ ops, stepping, units, h0, shape, temporary }: Lane<T>, h: T): T {
  const { steps, reverse } = stepping;
  const t = new Tape({ ops, allot: temporary, recording: false });
  const whole = shape(units);
  const one = steps === 1 ? whole : whole.with(-2, 1);
  const start = h0 === null ? t.fill(0, one) : { tensor: h0, shape: one };
  if (steps === 1) return start.tensor;
  const axis = whole.length - 2;
  const first = t.reshape(start, one);
  const others = t.narrow({ tensor: h, shape: whole }, axis, reverse ? 1 : 0, steps - 1);
  return t.concat(reverse ? [others, first] : [first, others], axis).tensor;
}

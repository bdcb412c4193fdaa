/**
 * The operations that layers, losses and optimizers are written in: `op(inputs, out, attributes)`. A tensor is an
 * opaque slot that the plan allots; the operation writes into `out`. The same layer code so runs on TensorFlow.js,
 * on the float64 reference, and can be recorded into a list of commands. Activations are batch × height × width ×
 * channels, filters kernel height × kernel width × in × out, dense weights in × out. No extent is 0: the checker lets no
 * such tensor through.
 */
import type { Place } from '../random/philox.ts';
import type { ActivationOps } from './activations.ts';
import type { Op } from './op.ts';
import type { PartNormOps } from './part-norm.ts';
import type { PrimitiveOps } from './primitives.ts';
import type { SequenceOps } from './sequence.ts';

/** What is put before and after along each axis in turn; of an image rows above, rows below, columns left, columns right. */
export type Sides = readonly number[];

/** A window along one, two or three axes, those between the batch and the channels; one entry for each axis. */
export interface Sliding {
  readonly stride: readonly number[];
  readonly pad: Sides;
  /** How far the elements of the window lie apart; 1 where it is not given. */
  readonly dilation?: readonly number[];
}

export interface Convolving extends Sliding {
  /** In how many groups channels and filters are split; 1 where it is not given. */
  readonly groups?: number;
}

/** The last window may hang over the padding at the end: what hangs over is never seen. */
export interface Pooling extends Sliding {
  readonly window: readonly number[];
}

export interface Averaging extends Pooling {
  /** What the sum is divided by: the elements inside the input, or those in its padding too (the default). */
  readonly counted?: 'inside' | 'padded';
}

/** Which elements of one axis each output element sees, in order. */
export interface Taps {
  readonly axis: number;
  readonly taps: readonly (readonly number[])[];
}

/** Filters are kernel × in (of a group) × out; what an axis of `x` has beyond the windows is not seen. */
export interface ConvolutionOps<T> {
  /** y = x ∗ w + b. */
  conv: Op<{ x: T; w: T; b: T | null }, T, Convolving>;
  /** Rows and columns that no window reaches receive zero. */
  convInputGradient: Op<{ dy: T; w: T }, T, Convolving>;
  convFilterGradient: Op<{ x: T; dy: T }, T, Convolving>;
}

export interface DenseOps<T> {
  /** y = xw + b; all axes of x but the last are rows. */
  dense: Op<{ x: T; w: T; b: T | null }, T>;
  denseInputGradient: Op<{ dy: T; w: T }, T>;
  denseWeightGradient: Op<{ x: T; dy: T }, T>;
  /** Sum over all axes but the last. */
  biasGradient: Op<{ dy: T }, T>;
}

export interface PoolingOps<T> {
  maxPool: Op<{ x: T }, T, Pooling>;
  /** The gradient goes to the first position that holds the maximum. */
  maxPoolGradient: Op<{ x: T; y: T; dy: T }, T, Pooling>;
  /** Padding counts as zeros. */
  avgPool: Op<{ x: T }, T, Averaging>;
  avgPoolGradient: Op<{ dy: T }, T, Averaging>;
  /** Along one axis the maximum of the elements that each output element sees. */
  maxAlong: Op<{ x: T }, T, Taps>;
  maxAlongGradient: Op<{ x: T; y: T; dy: T }, T, Taps>;
  /** Where a pool found its maxima: numbers of positions in the input, row by row, the same for all samples and channels. */
  maxPoolPositions: Op<{ x: T; y: T }, T, Pooling>;
  /** Zeros, but for the sum of the values of x with each position. */
  unpool: Op<{ x: T; positions: T }, T>;
  unpoolGradient: Op<{ dy: T; positions: T }, T>;
}

/** Pixels taken as they are: for each row of the result the row of x, and the same for columns; −1 is zero. */
export interface PixelOps<T> {
  pickPixels: Op<{ x: T }, T, { rows: readonly number[]; columns: readonly number[] }>;
  pickPixelsGradient: Op<{ dy: T }, T, { rows: readonly number[]; columns: readonly number[] }>;
}

export interface NormalizationOps<T> {
  /** Normalizes by the batch's own mean and biased variance, which it also gives. */
  batchNorm: Op<{ x: T; scale: T; shift: T }, { y: T; mean: T; variance: T }, { eps: number }>;
  batchNormInference: Op<{ x: T; scale: T; shift: T; mean: T; variance: T }, T, { eps: number }>;
  batchNormGradient: Op<
    { x: T; scale: T; mean: T; variance: T; dy: T },
    { dx: T | null; dScale: T; dShift: T },
    { eps: number }
  >;
  /** running ← (1 − momentum) · running + momentum · batch; the variance of `count` values is made unbiased first. */
  runningStatistics: Op<
    { mean: T; variance: T },
    { runningMean: T; runningVariance: T },
    { momentum: number; count: number }
  >;
}

export interface ElementwiseOps<T> {
  relu: Op<{ x: T }, T>;
  reluGradient: Op<{ y: T; dy: T }, T>;
  /** dy where low < y < high, 0 elsewhere. */
  clipGradient: Op<{ y: T; dy: T }, T, { low: number; high: number }>;
  /** Multiplies by a mask of 0 and 1/(1 − p) drawn at `place`; the gradient is the same operation on dy. */
  dropout: Op<{ x: T }, T, { p: number; place: Place }>;
  copy: Op<{ x: T }, T>;
  add: Op<{ a: T; b: T }, T>;
}

export interface LossOps<T> {
  /**
   * Over the last axis p is the softmax of the scores, and `targets`, of the extents of the scores, are t. `result`
   * receives Σ −t·log p; `gradient`, where wanted, factor · (p·Σt − t).
   */
  softmaxCrossEntropy: Op<{ scores: T }, { result: T; gradient: T | null }, { targets: Float64Array; factor: number }>;
}

/** The formulas are PyTorch's. */
export interface OptimizerOps<T> {
  /** g ← g + weightDecay · w, v ← momentum · v + g, w ← w − lr · v; Nesterov: w ← w − lr · (g + momentum · v). */
  sgd: Op<
    { gradient: T },
    { w: T; velocity: T },
    { lr: number; momentum: number; nesterov: boolean; weightDecay: number }
  >;
  /** sum ← sum + g², w ← w − lr · g/(√sum + eps). */
  adagrad: Op<{ gradient: T }, { w: T; sum: T }, { lr: number; eps: number }>;
  /**
   * square ← decay · square + (1 − decay)g², s = square; centered, where there is a `mean`: mean ← decay · mean +
   * (1 − decay)g, s = square − mean². d = g/(√s + eps), or g/√(s + eps) with epsilon inside; with a velocity
   * v ← momentum · v + d, d = v. w ← w − lr · d.
   */
  rmsprop: Op<
    { gradient: T },
    { w: T; square: T; mean: T | null; velocity: T | null },
    { lr: number; decay: number; eps: number; inside: boolean; momentum: number }
  >;
  /**
   * w ← w − lr · weightDecay · w, m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − lr · m̂/(√v̂ + eps), m̂ and v̂ divided
   * by 1 − βᵗ; where there is a `highest`, highest ← max(highest, v) stands in place of v. `step`, t, counts from 1.
   */
  adam: Op<
    { gradient: T },
    { w: T; m: T; v: T; highest: T | null },
    { lr: number; beta1: number; beta2: number; eps: number; step: number; weightDecay: number }
  >;
}

export type Ops<T> = PrimitiveOps<T> &
  ConvolutionOps<T> &
  DenseOps<T> &
  PoolingOps<T> &
  PixelOps<T> &
  NormalizationOps<T> &
  PartNormOps<T> &
  SequenceOps<T> &
  ElementwiseOps<T> &
  ActivationOps<T> &
  LossOps<T> &
  OptimizerOps<T>;

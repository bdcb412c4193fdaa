/**
 * The operations that layers, losses and optimizers are written in: `op(inputs, out, attributes)`. A tensor is an
 * opaque slot that the plan allots; the operation writes into `out`. The same layer code so runs on TensorFlow.js,
 * on the float64 reference, and can be recorded into a list of commands. Activations are batch × height × width ×
 * channels, filters kernel height × kernel width × in × out, dense weights in × out.
 */
import type { Size } from '../../model/catalog/arguments.ts';
import type { Place } from '../random/philox.ts';
import type { Op } from './op.ts';
import type { PrimitiveOps } from './primitives.ts';

/** Zeros around an image: rows above, rows below, columns left, columns right. */
export type Sides = readonly [top: number, bottom: number, left: number, right: number];

export interface Sliding {
  readonly stride: Size;
  readonly pad: Sides;
}

export interface Pooling extends Sliding {
  readonly window: Size;
}

export interface ConvolutionOps<T> {
  /** y = x ∗ w + b. */
  conv: Op<{ x: T; w: T; b: T | null }, T, Sliding>;
  convInputGradient: Op<{ dy: T; w: T }, T, Sliding>;
  convFilterGradient: Op<{ x: T; dy: T }, T, Sliding>;
}

export interface DenseOps<T> {
  /** y = xw + b. */
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
  avgPool: Op<{ x: T }, T, Pooling>;
  avgPoolGradient: Op<{ dy: T }, T, Pooling>;
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
  /** Multiplies by a mask of 0 and 1/(1 − p) drawn at `place`; the gradient is the same operation on dy. */
  dropout: Op<{ x: T }, T, { p: number; place: Place }>;
  copy: Op<{ x: T }, T>;
  add: Op<{ a: T; b: T }, T>;
}

export interface LossOps<T> {
  /** `result` receives the sum of −log p(label) over the batch; `gradient`, where wanted, factor · (p − one-hot). */
  softmaxCrossEntropy: Op<{ scores: T }, { result: T; gradient: T | null }, { labels: Int32Array; factor: number }>;
  /** total ← total + factor · Σw², a single number. */
  addSquaredSum: Op<{ w: T }, T, { factor: number }>;
  /** gradient ← gradient + factor · w. */
  addScaled: Op<{ w: T }, T, { factor: number }>;
}

export interface OptimizerOps<T> {
  /** v ← momentum · v + g, w ← w − lr · v. */
  sgd: Op<{ gradient: T }, { w: T; velocity: T }, { lr: number; momentum: number }>;
  /** m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − lr · m̂/(√v̂ + eps); `step` counts from 1. */
  adam: Op<
    { gradient: T },
    { w: T; m: T; v: T },
    { lr: number; beta1: number; beta2: number; eps: number; step: number }
  >;
}

export type Ops<T> = PrimitiveOps<T> &
  ConvolutionOps<T> &
  DenseOps<T> &
  PoolingOps<T> &
  NormalizationOps<T> &
  ElementwiseOps<T> &
  LossOps<T> &
  OptimizerOps<T>;

/**
 * Small operations that layers without kernels of their own are composed of, and that can be differentiated (see
 * `tape/`). Extents are those of the tensors; what an attribute does not say, the extents of `out` do.
 */
import type { Place } from '../random/philox.ts';
import type { Op } from './op.ts';

/** Functions of one number. `step` is 1 above zero and 0 elsewhere; `erf` is the error function. */
export const unaryNames = [
  'exp',
  'log',
  'sqrt',
  'rsqrt',
  'square',
  'reciprocal',
  'abs',
  'sign',
  'step',
  'relu',
  'tanh',
  'sigmoid',
  'softplus',
  'erf',
  'sin',
  'cos',
  'atan',
] as const;
export type UnaryName = (typeof unaryNames)[number];

/** Functions of two numbers; `less` and `equal` are 1 where they hold and 0 elsewhere. */
export const binaryNames = ['add', 'subtract', 'multiply', 'divide', 'maximum', 'minimum', 'less', 'equal'] as const;
export type BinaryName = (typeof binaryNames)[number];

export interface PrimitiveOps<T> {
  unary: Op<{ x: T }, T, { fn: UnaryName }>;
  /** Extents of 1, and leading axes that are absent, are repeated, as NumPy does. */
  binary: Op<{ a: T; b: T }, T, { fn: BinaryName }>;
  /** y = factor · x + offset. */
  affine: Op<{ x: T }, T, { factor: number; offset: number }>;
  /** y = x^exponent, for x ≥ 0. */
  power: Op<{ x: T }, T, { exponent: number }>;
  clip: Op<{ x: T }, T, { low: number; high: number }>;
  /** Products of the last two axes; leading axes are equal. */
  matmul: Op<{ a: T; b: T }, T, { transposeA: boolean; transposeB: boolean }>;
  /** Over `axes`, in increasing order. */
  reduce: Op<{ x: T }, T, { fn: 'sum' | 'max'; axes: readonly number[] }>;
  /** Axis i of the result is axis `axes[i]` of x. */
  permute: Op<{ x: T }, T, { axes: readonly number[] }>;
  reshape: Op<{ x: T }, T>;
  /** Extents of 1, and leading axes that are absent, are repeated. */
  repeat: Op<{ x: T }, T>;
  /** From `begin`, as much as the result takes. */
  slice: Op<{ x: T }, T, { begin: readonly number[] }>;
  /** x from `begin` on in a field of `value`. */
  embedIn: Op<{ x: T }, T, { begin: readonly number[]; value: number }>;
  concat: Op<{ parts: readonly T[] }, T, { axis: number }>;
  /** Rows of x by number: out[i, …] = x[index[i], …]; `index` holds whole numbers, one for each leading element of out. */
  gather: Op<{ x: T; index: T }, T>;
  /** out is zero but for the sum of the rows of dy with each number. */
  gatherGradient: Op<{ dy: T; index: T }, T>;
  /** Numbers drawn at `place`: uniform in [0, 1), or normal with mean 0 and deviation 1. */
  random: Op<Record<never, never>, T, { distribution: 'uniform' | 'normal'; place: Place }>;
  /** What is given, from the host: a number for each element, or one for all. */
  constant: Op<Record<never, never>, T, { values: Float32Array | Float64Array | number }>;
}

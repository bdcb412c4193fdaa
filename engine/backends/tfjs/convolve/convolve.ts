/** What the steps from a general convolution down to the kernels of TensorFlow.js have in common. */
import type { Convolving } from '../../../ops/ops.ts';
import type { TfTensor } from '../tf.ts';

export interface Asked {
  readonly stride: readonly number[];
  /** Before and after along each axis. */
  readonly pad: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** A convolution in all three directions; `shape` is that of the result. */
export interface Convolve {
  forward(x: TfTensor, w: TfTensor, shape: readonly number[], asked: Asked): TfTensor;
  inputGradient(dy: TfTensor, w: TfTensor, shape: readonly number[], asked: Asked): TfTensor;
  filterGradient(x: TfTensor, dy: TfTensor, shape: readonly number[], asked: Asked): TfTensor;
}

export const askedOf = ({ stride, pad, dilation, groups }: Convolving): Asked => ({
  stride,
  pad,
  dilation: dilation ?? stride.map(() => 1),
  groups: groups ?? 1,
});

/** Extents of the padded input that windows at `out` places see, no more and no less. */
export const reached = (out: readonly number[], kernel: readonly number[], { stride, dilation }: Asked): number[] =>
  out.map((extent, axis) => (extent - 1) * stride[axis] + dilation[axis] * (kernel[axis] - 1) + 1);

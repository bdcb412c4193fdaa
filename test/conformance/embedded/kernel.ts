/** A kernel of TensorFlow.js by an operation of ours. */
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { EmbeddedBackend } from './backend.ts';

export interface Call<A> {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly attrs: A;
  readonly backend: EmbeddedBackend;
}

/** `null` where ours do not do what is asked. */
// biome-ignore lint/suspicious/noExplicitAny: every kernel has attributes of its own, as in TensorFlow.js.
export type OwnKernel<A = any> = (call: Call<A>) => TensorInfo | TensorInfo[] | null;

export type OwnKernels = Readonly<Record<string, OwnKernel>>;

export const sizeOf = ({ shape }: TensorInfo) => shape.reduce((size, extent) => size * extent, 1);

/** Whether all are of a type and none is empty. */
export const all = (dtype: DataType, ...tensors: readonly TensorInfo[]) =>
  tensors.every((tensor) => tensor.dtype === dtype && sizeOf(tensor) > 0);

/** Whether all are numbers of four bytes, of one type. */
export const placed = (...tensors: readonly TensorInfo[]) =>
  tensors.every(({ dtype }) => dtype === tensors[0].dtype && dtype !== 'string' && dtype !== 'complex64');

export const sameShape = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((extent, axis) => extent === b[axis]);

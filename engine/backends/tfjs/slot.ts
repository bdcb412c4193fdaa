/** A place for a TensorFlow.js tensor: writing lets the earlier one go. */
import type { TfTensor } from './tf.ts';

export class Slot {
  readonly shape: readonly number[];
  #value: TfTensor | null = null;

  constructor(shape: readonly number[]) {
    this.shape = shape;
  }

  get value(): TfTensor {
    if (this.#value === null) throw new Error(`A tensor of ${this.shape.join('×')} was read before it was written.`);
    return this.#value;
  }

  set value(tensor: TfTensor) {
    const before = this.#value;
    this.#value = tensor;
    if (before !== null && before !== tensor) before.dispose();
  }

  clear(): void {
    this.#value?.dispose();
    this.#value = null;
  }
}

import type { Runtime } from '../backends/runtime.ts';

/** Tensors for as long as one node or loss runs. */
export class Scratch<T> {
  readonly #runtime: Runtime<T>;
  readonly #taken: T[] = [];

  constructor(runtime: Runtime<T>) {
    this.#runtime = runtime;
  }

  readonly take = (shape: readonly number[]): T => {
    const tensor = this.#runtime.temporary(shape);
    this.#taken.push(tensor);
    return tensor;
  };

  release(): void {
    for (const tensor of this.#taken) this.#runtime.release(tensor);
    this.#taken.length = 0;
  }
}

/** A running average of the weights and running statistics, by which a network may be evaluated in place of them. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Runtime } from '../backends/runtime.ts';
import { completeCall } from '../complete-call.ts';
import type { Numbers, NumbersByName } from './network.ts';
import { Scratch } from './scratch.ts';
import type { StoredWeight, WeightStore } from './weight-store.ts';

interface Averaged<T> {
  readonly weight: StoredWeight<T>;
  readonly average: T;
}

const nameOf = <T>({ weight }: Averaged<T>) => `${weight.spec.name}:average`;

export class Averaging<T> {
  readonly #runtime: Runtime<T>;
  readonly #store: WeightStore<T>;
  readonly #scratch: Scratch<T>;
  readonly #decay: number;
  readonly #averaged: readonly Averaged<T>[];
  /** The first update gives the average its start. */
  #started = false;

  constructor(runtime: Runtime<T>, store: WeightStore<T>, call: Call) {
    this.#runtime = runtime;
    this.#store = store;
    this.#scratch = new Scratch(runtime);
    this.#decay = completeCall('averaging', call).args.decay as number;
    this.#averaged = [...store.all()].map((weight) => ({ weight, average: runtime.create(weight.ownShape) }));
  }

  /** After an update; `step` counts from 1. */
  add(step: number): void {
    const { ops } = this.#runtime;
    // At first a short memory: the average forgets where the weights have started.
    const decay = this.#started ? Math.min(this.#decay, (1 + step) / (10 + step)) : 0;
    for (const { weight, average } of this.#averaged) {
      if (decay === 0) {
        ops.copy({ x: weight.value }, average);
        continue;
      }
      const part = this.#scratch.take(weight.ownShape);
      ops.affine({ x: weight.value }, part, { factor: 1 - decay, offset: 0 });
      ops.affine({ x: average }, average, { factor: decay, offset: 0 });
      ops.add({ a: average, b: part }, average);
      this.#scratch.release();
    }
    this.#started = true;
  }

  /** Runs `work` while the average stands in place of the weights. */
  async within<R>(work: () => Promise<R>): Promise<R> {
    if (!this.#started) return work();
    this.#exchange();
    try {
      return await work();
    } finally {
      this.#exchange();
    }
  }

  #exchange(): void {
    const { ops } = this.#runtime;
    for (const { weight, average } of this.#averaged) {
      const kept = this.#scratch.take(weight.ownShape);
      ops.copy({ x: weight.value }, kept);
      ops.copy({ x: average }, weight.value);
      ops.copy({ x: kept }, average);
      this.#scratch.release();
    }
  }

  /** Nothing before the first update. */
  async state(): Promise<NumbersByName> {
    const values = new Map<string, Numbers>();
    for (const one of this.#started ? this.#averaged : [])
      values.set(nameOf(one), await this.#store.read(one.average, one.weight));
    return values;
  }

  setState(numbers: NumbersByName): void {
    this.#started = this.#averaged.some((one) => numbers.has(nameOf(one)));
    for (const one of this.#started ? this.#averaged : [])
      this.#store.write(nameOf(one), one.weight, one.average, numbers);
  }

  dispose(): void {
    for (const { average } of this.#averaged) this.#runtime.release(average);
  }
}

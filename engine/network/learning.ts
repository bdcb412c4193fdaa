/** How weights learn from their gradients: regularization, then the optimizer, with what it keeps of each weight. */
import type { Runtime } from '../backends/runtime.ts';
import { regularizerRun } from '../losses/index.ts';
import { optimizerRun } from '../optimizers/index.ts';
import type { LearningOptions, NumbersByName, StepOptions } from './network.ts';
import type { StoredWeight, WeightStore } from './weight-store.ts';

/** A weight that learns. */
interface Learner<T> {
  readonly weight: StoredWeight<T>;
  readonly gradient: T;
  /** By the optimizer's names: `velocity`, `m`, `v`; zero at first. */
  readonly state: Readonly<Record<string, T>>;
}

export class Learning<T> {
  readonly #runtime: Runtime<T>;
  readonly #store: WeightStore<T>;
  readonly #options: LearningOptions;
  readonly #learners: readonly Learner<T>[];
  /** What the regularizers add to the loss. */
  readonly #penalty: T;

  constructor(runtime: Runtime<T>, store: WeightStore<T>, options: LearningOptions) {
    this.#runtime = runtime;
    this.#store = store;
    this.#options = options;
    const { state } = optimizerRun(options.optimizer.name);
    this.#learners = [...store.all()].flatMap((weight) => {
      const { gradient, ownShape } = weight;
      if (gradient === null) return [];
      return [{ weight, gradient, state: Object.fromEntries(state.map((name) => [name, runtime.create(ownShape)])) }];
    });
    this.#penalty = runtime.create([1]);
  }

  /** What the regularizers add to the loss, for the weights as they are. */
  async penalty(): Promise<number> {
    const { regularizers } = this.#options;
    if (regularizers.length === 0) return 0;
    this.#runtime.write(this.#penalty, new Float32Array(1));
    for (const { name, args } of regularizers) {
      for (const { spec, value } of this.#store.all()) {
        if (spec.role === 'weight') regularizerRun(name).addPenalty(this.#runtime.ops, value, this.#penalty, args);
      }
    }
    return (await this.#runtime.read(this.#penalty))[0];
  }

  /** `step` counts from 1. */
  async update(step: number, { lr }: StepOptions): Promise<void> {
    const { optimizer, regularizers } = this.#options;
    const { ops } = this.#runtime;
    const args = lr === undefined ? optimizer.args : { ...optimizer.args, lr };
    for (const { weight, gradient, state } of this.#learners) {
      if (weight.spec.role === 'weight') {
        for (const call of regularizers) regularizerRun(call.name).addGradient(ops, weight.value, gradient, call.args);
      }
      optimizerRun(optimizer.name).update(ops, { value: weight.value, state }, gradient, args, step);
    }
  }

  async state(): Promise<NumbersByName> {
    const values = new Map();
    for (const { weight, state } of this.#learners) {
      for (const [name, tensor] of Object.entries(state))
        values.set(`${weight.spec.name}:${name}`, await this.#store.read(tensor, weight));
    }
    return values;
  }

  setState(numbers: NumbersByName): void {
    for (const { weight, state } of this.#learners) {
      for (const [name, tensor] of Object.entries(state))
        this.#store.write(`${weight.spec.name}:${name}`, weight, tensor, numbers);
    }
  }

  dispose(): void {
    for (const { state } of this.#learners) for (const tensor of Object.values(state)) this.#runtime.release(tensor);
    this.#runtime.release(this.#penalty);
  }
}

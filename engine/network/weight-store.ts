/** The weights of a network with their gradients and what the optimizer keeps of each. */
import type { Graph, GraphWeight } from '../../model/graph.ts';
import type { Runtime } from '../backends/runtime.ts';
import { fromTorch, ownShape, toTorch } from './layout.ts';
import type { Numbers, NumbersByName } from './network.ts';

export interface StoredWeight<T> {
  readonly spec: GraphWeight;
  /** PyTorch's layout. */
  readonly shape: readonly number[];
  readonly value: T;
  /** `null` for statistics: nothing learns them. */
  readonly gradient: T | null;
  /** By the optimizer's names: `velocity`, `m`, `v`. */
  readonly state: Readonly<Record<string, T>>;
}

export class WeightStore<T> {
  readonly #runtime: Runtime<T>;
  readonly #weights = new Map<string, StoredWeight<T>>();

  constructor(
    runtime: Runtime<T>,
    graph: Graph,
    stateNames: readonly string[],
    initial: (weight: GraphWeight) => Float32Array,
  ) {
    this.#runtime = runtime;
    for (const spec of graph.layers.flatMap((layer) => layer.weights)) {
      const shape = spec.shape as readonly number[];
      const own = ownShape(shape);
      const learned = spec.role !== 'statistic';
      const value = runtime.create(own);
      runtime.write(value, fromTorch(initial(spec), shape));
      const state = learned ? Object.fromEntries(stateNames.map((name) => [name, runtime.create(own)])) : {};
      this.#weights.set(spec.name, { spec, shape, value, gradient: learned ? runtime.create(own) : null, state });
    }
  }

  all(): Iterable<StoredWeight<T>> {
    return this.#weights.values();
  }

  /** The weights of a layer by their names in the spec. */
  ofLayer(names: readonly GraphWeight[], pick: (weight: StoredWeight<T>) => T | null): Record<string, T> {
    const entries = names.flatMap(({ name }) => {
      const picked = pick(this.#weights.get(name)!);
      return picked === null ? [] : [[name.slice(name.lastIndexOf('.') + 1), picked] as const];
    });
    return Object.fromEntries(entries);
  }

  async #numbers(tensor: T, shape: readonly number[]): Promise<Numbers> {
    return { shape, data: toTorch(await this.#runtime.read(tensor), shape) };
  }

  async values(): Promise<NumbersByName> {
    const values = new Map<string, Numbers>();
    for (const { spec, shape, value } of this.all()) values.set(spec.name, await this.#numbers(value, shape));
    return values;
  }

  async gradients(): Promise<NumbersByName> {
    const values = new Map<string, Numbers>();
    for (const { spec, shape, gradient } of this.all()) {
      if (gradient !== null) values.set(spec.name, await this.#numbers(gradient, shape));
    }
    return values;
  }

  async state(): Promise<NumbersByName> {
    const values = new Map<string, Numbers>();
    for (const { spec, shape, state } of this.all()) {
      for (const [name, tensor] of Object.entries(state))
        values.set(`${spec.name}:${name}`, await this.#numbers(tensor, shape));
    }
    return values;
  }

  setValues(numbers: NumbersByName): void {
    for (const { spec, shape, value } of this.all()) this.#set(spec.name, shape, value, numbers);
  }

  setState(numbers: NumbersByName): void {
    for (const { spec, shape, state } of this.all()) {
      for (const [name, tensor] of Object.entries(state)) this.#set(`${spec.name}:${name}`, shape, tensor, numbers);
    }
  }

  #set(name: string, shape: readonly number[], tensor: T, numbers: NumbersByName): void {
    const found = numbers.get(name);
    if (found === undefined)
      throw new Error(`The weights have no ${name}; the model needs it with shape ${shape.join('×')}.`);
    if (String(found.shape) !== String(shape)) {
      throw new Error(`${name} is ${found.shape.join('×')} in the weights and ${shape.join('×')} in the model.`);
    }
    this.#runtime.write(tensor, fromTorch(found.data, shape));
  }

  dispose(): void {
    for (const { value, gradient, state } of this.all()) {
      for (const tensor of [value, gradient, ...Object.values(state)])
        if (tensor !== null) this.#runtime.release(tensor);
    }
    this.#weights.clear();
  }
}

/** The weights of a network with their gradients and what the optimizer keeps of each. */
import type { Graph, GraphLayer, GraphWeight } from '../../model/graph.ts';
import type { Runtime } from '../backends/runtime.ts';
import { layerRun } from '../layers/index.ts';
import type { RunnableLayer } from '../layers/layer-run.ts';
import { fromTorch, type Layout, ownShape, toTorch, usualLayout } from './layout.ts';
import type { Numbers, NumbersByName } from './network.ts';

export interface StoredWeight<T> {
  readonly spec: GraphWeight;
  /** PyTorch's layout. */
  readonly shape: readonly number[];
  readonly layout: Layout;
  /** As it lies for the operations. */
  readonly ownShape: readonly number[];
  readonly value: T;
  /** `null` for statistics: nothing learns them. */
  readonly gradient: T | null;
}

/** The name by which the spec knows a weight: `weight`, `gate.bias`. */
const ownName = (name: string, layer: string) => name.slice(layer.length + 1);

export class WeightStore<T> {
  readonly #runtime: Runtime<T>;
  readonly #weights = new Map<string, StoredWeight<T>>();
  readonly #byLayer = new Map<string, readonly StoredWeight<T>[]>();

  constructor(runtime: Runtime<T>, graph: Graph, initial: (weight: GraphWeight) => Float32Array) {
    this.#runtime = runtime;
    for (const layer of graph.layers) {
      if (layer.sharedWith !== undefined) continue;
      const { layouts = {} } = layer.weights.length === 0 ? {} : layerRun(layer.layer as RunnableLayer);
      const stored = layer.weights.map((spec) => {
        const shape = spec.shape as readonly number[];
        const layout = layouts[ownName(spec.name, layer.id)] ?? usualLayout(shape.length);
        const own = ownShape(shape, layout);
        const learned = spec.role !== 'statistic';
        const value = runtime.create(own);
        runtime.write(value, fromTorch(initial(spec), shape, layout));
        return { spec, shape, layout, ownShape: own, value, gradient: learned ? runtime.create(own) : null };
      });
      for (const weight of stored) this.#weights.set(weight.spec.name, weight);
      this.#byLayer.set(layer.id, stored);
    }
  }

  all(): Iterable<StoredWeight<T>> {
    return this.#weights.values();
  }

  /** What is picked of a layer's weights, by their names in the spec; its own, or those that it shares. */
  ofLayer<P>({ id, sharedWith }: GraphLayer, pick: (weight: StoredWeight<T>) => P | null): Record<string, P> {
    const owner = sharedWith ?? id;
    const entries = (this.#byLayer.get(owner) ?? []).flatMap((weight) => {
      const picked = pick(weight);
      return picked === null ? [] : [[ownName(weight.spec.name, owner), picked] as const];
    });
    return Object.fromEntries(entries);
  }

  /** A tensor that lies as a weight does, as files have it. */
  async read(tensor: T, { shape, layout }: StoredWeight<T>): Promise<Numbers> {
    return { shape, data: toTorch(await this.#runtime.read(tensor), shape, layout) };
  }

  /** Into a tensor that lies as a weight does. @throws Error when there is no such name, or of another shape. */
  write(name: string, { shape, layout }: StoredWeight<T>, tensor: T, numbers: NumbersByName): void {
    const found = numbers.get(name);
    if (found === undefined)
      throw new Error(`The weights have no ${name}; the model needs it with shape ${shape.join('×')}.`);
    if (String(found.shape) !== String(shape)) {
      throw new Error(`${name} is ${found.shape.join('×')} in the weights and ${shape.join('×')} in the model.`);
    }
    this.#runtime.write(tensor, fromTorch(found.data, shape, layout));
  }

  async values(): Promise<NumbersByName> {
    const values = new Map<string, Numbers>();
    for (const weight of this.all()) values.set(weight.spec.name, await this.read(weight.value, weight));
    return values;
  }

  async gradients(): Promise<NumbersByName> {
    const values = new Map<string, Numbers>();
    for (const weight of this.all()) {
      if (weight.gradient !== null) values.set(weight.spec.name, await this.read(weight.gradient, weight));
    }
    return values;
  }

  setValues(numbers: NumbersByName): void {
    for (const weight of this.all()) this.write(weight.spec.name, weight, weight.value, numbers);
  }

  dispose(): void {
    for (const { value, gradient } of this.all()) {
      this.#runtime.release(value);
      if (gradient !== null) this.#runtime.release(gradient);
    }
    this.#weights.clear();
    this.#byLayer.clear();
  }
}

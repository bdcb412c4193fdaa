/**
 * Builds a graph layer by layer: applies each layer's shape rule, names its weights, sums its costs.
 * The language's evaluator and the engine's tests both build with it.
 */
import { type PartialArgumentValues, resolve, type Value } from './catalog/arguments.ts';
import type { Fault } from './catalog/fault.ts';
import type { Graph, GraphInput, GraphLayer, GraphSource } from './graph.ts';
import { type LayerName, layerSpec } from './layers/index.ts';
import type { Inferred } from './layers/spec.ts';
import { planTraining } from './plan.ts';
import { type Extent, elements, product, type Shape } from './shape.ts';

/** Bytes of a float32. */
const FLOAT = 4;

export interface LayerRequest {
  readonly id: string;
  readonly layer: LayerName;
  /** Every argument of the spec; `null` is unknown. */
  readonly args: Readonly<Record<string, Value>>;
  readonly inputs: readonly string[];
  readonly source?: GraphSource;
}

export interface BuiltLayer {
  readonly entry: GraphLayer;
  readonly output: Shape | null;
  readonly faults: readonly Fault[];
  readonly arithmetic: readonly string[];
}

/** How the input is seen from a tensor: one element covers `field` pixels and moves by `jump`; `null`: it sees everything. */
type View = {
  readonly field: readonly [number, number];
  readonly jump: readonly [number, number];
} | null;

export class GraphBuilder {
  readonly #inputs: GraphInput[] = [];
  readonly #layers: GraphLayer[] = [];
  readonly #shapes = new Map<string, Shape | null>();
  readonly #views = new Map<string, View>();
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }

  /** The shape of a tensor by the id of its layer or input; `null` while unknown. */
  shapeOf(id: string): Shape | null {
    return this.#shapes.get(id) ?? null;
  }

  input(name: string, shape: Shape | null): void {
    this.#inputs.push({
      name,
      shape: shape?.extents ?? [],
      axes: shape?.axes ?? [],
    });
    this.#shapes.set(name, shape);
    this.#views.set(name, { field: [1, 1], jump: [1, 1] });
  }

  /** Never throws: what does not fit is in `faults`, what is not known is `null`. */
  add(request: LayerRequest): BuiltLayer {
    const spec = layerSpec(request.layer);
    const inputs = request.inputs.map((id) => this.shapeOf(id));
    const args = resolve(request.args);
    const inferred = spec.infer({ inputs, args: args as PartialArgumentValues<typeof spec.args> });
    const view = this.#view(request.inputs[0], inferred);
    const weights = (inferred.weights ?? []).map((weight) => ({
      ...weight,
      name: `${request.id}.${weight.name}`,
    }));
    const params = sum(weights.filter((w) => w.role !== 'statistic').map((w) => product(w.shape)));
    const entry: GraphLayer = {
      id: request.id,
      layer: request.layer,
      args,
      inputs: request.inputs,
      output: inferred.output?.extents ?? null,
      axes: inferred.output?.axes ?? null,
      weights,
      params,
      trainable: params,
      macs: inferred.macs === undefined ? 0 : inferred.macs,
      receptiveField: view === null ? null : view.field,
      ...(request.source === undefined ? {} : { source: request.source }),
    };
    this.#layers.push(entry);
    this.#shapes.set(request.id, inferred.output);
    this.#views.set(request.id, view);
    return {
      entry,
      output: inferred.output,
      faults: inferred.faults ?? [],
      arithmetic: inferred.arithmetic ?? [],
    };
  }

  #view(from: string | undefined, { window, global }: Inferred): View {
    const before = from === undefined ? null : (this.#views.get(from) ?? null);
    if (before === null || global === true) return null;
    if (window === undefined) return before;
    const grow = (i: 0 | 1) => before.field[i] + (window.kernel[i] - 1) * before.jump[i];
    return {
      field: [grow(0), grow(1)],
      jump: [before.jump[0] * window.stride[0], before.jump[1] * window.stride[1]],
    };
  }

  /** The graph so far, its last layer (or the given ones) as the output. */
  finish(options: { readonly batch?: number; readonly outputs?: readonly string[] } = {}): Graph {
    const batch = options.batch ?? 1;
    const last = this.#layers.at(-1)?.id ?? this.#inputs.at(-1)?.name;
    const outputs = options.outputs ?? (last === undefined ? [] : [last]);
    const activations = sum([...this.#shapes.values()].map(elements));
    const graph: Graph = {
      version: 1,
      model: this.#model,
      inputs: this.#inputs,
      layers: this.#layers,
      outputs,
      params: sum(this.#layers.map((layer) => layer.params)),
      trainable: sum(this.#layers.map((layer) => layer.trainable)),
      macs: sum(this.#layers.map((layer) => layer.macs)),
      activationBytes: activations === null ? null : activations * FLOAT,
      trainingBytes: null,
      batch,
    };
    return {
      ...graph,
      trainingBytes: planTraining(graph, batch)?.bytes.total ?? null,
    };
  }
}

function sum(values: readonly Extent[]): Extent {
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}

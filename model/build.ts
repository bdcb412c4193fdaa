/**
 * Builds a graph layer by layer: applies each layer's shape rule, names its weights, sums its costs.
 * The language's evaluator and the engine's tests both build with it.
 */
import { type Arguments, type PartialArgumentValues, resolve, type Value } from './catalog/arguments.ts';
import type { Fault } from './catalog/fault.ts';
import { pixelView, type Sight, viewThrough } from './field.ts';
import type { Graph, GraphInput, GraphLayer, GraphSource } from './graph.ts';
import { type LayerName, layerSpec } from './layers/index.ts';
import type { InferContext, Inferred, Origin } from './layers/spec.ts';
import { planTraining } from './plan.ts';
import { type Extent, elements, formatExtents, product, type Shape } from './shape.ts';

/** Bytes of a float32. */
const FLOAT = 4;

type Draft<T> = { -readonly [K in keyof T]: T[K] };

const noTensors: Readonly<Record<string, string>> = {};
const noWeights: NonNullable<Inferred['weights']> = [];
const noFaults: readonly Fault[] = [];

export interface LayerRequest {
  readonly id: string;
  readonly layer: LayerName;
  /** Every argument of the spec; `null` is unknown. */
  readonly args: Readonly<Record<string, Value>>;
  /** References of what flows in: an id, or `id:port`. */
  readonly inputs: readonly string[];
  /** References of tensors given as arguments, by argument. */
  readonly tensors?: Readonly<Record<string, string>>;
  readonly source?: GraphSource;
  /** The layer whose weights are used. */
  readonly sharedWith?: string;
  readonly recurrence?: NonNullable<GraphLayer['recurrence']>;
}

export interface BuiltLayer {
  readonly entry: GraphLayer;
  readonly output: Shape | null;
  /** References of the outputs, in order. */
  readonly outputs: readonly string[];
  readonly faults: readonly Fault[];
  readonly arithmetic: readonly string[];
  /** A weight that is shared and would have to have another shape here. */
  readonly mismatch: { readonly name: string; readonly has: string; readonly needs: string } | null;
}

export interface FinishOptions {
  readonly batch?: number;
  /** References; the last layer when not given. */
  readonly outputs?: readonly string[];
  readonly heads?: Graph['heads'];
}

export class GraphBuilder {
  readonly #inputs: GraphInput[] = [];
  readonly #layers: GraphLayer[] = [];
  readonly #shapes = new Map<string, Shape | null>();
  readonly #views = new Map<string, Sight>();
  readonly #origins = new Map<string, Origin>();
  readonly #weights = new Map<string, readonly Extent[]>();
  readonly #model: string;
  #params: Extent = 0;
  #macs: Extent = 0;

  constructor(model: string) {
    this.#model = model;
  }

  /** Learned numbers and multiply-adds so far. */
  totals(): { readonly params: Extent; readonly macs: Extent } {
    return { params: this.#params, macs: this.#macs };
  }

  /** There are layers that are not known: no sum is. */
  markUnknown(): void {
    this.#params = null;
    this.#macs = null;
  }

  /** The shape of a tensor by its reference; `null` while unknown. */
  shapeOf(reference: string): Shape | null {
    return this.#shapes.get(reference) ?? null;
  }

  get hasInputs(): boolean {
    return this.#inputs.length > 0;
  }

  input(name: string, shape: Shape | null): void {
    this.#inputs.push({ name, shape: shape?.extents ?? [], axes: shape?.axes ?? [] });
    this.#shapes.set(name, shape);
    this.#views.set(name, pixelView);
  }

  /** Never throws: what does not fit is in `faults`, what is not known is `null`. */
  add(request: LayerRequest): BuiltLayer {
    const { id, sharedWith, recurrence, source, tensors = noTensors } = request;
    const spec = layerSpec(request.layer);
    const inputs = request.inputs.map((reference) => this.shapeOf(reference));
    const args = resolve(tensors === noTensors ? request.args : { ...request.args, ...tensors });
    const inferred = spec.infer(this.#context(inputs, args, tensors));
    const view = viewThrough(
      request.inputs.map((reference) => (this.#views.has(reference) ? this.#views.get(reference) : null)),
      inferred,
    );
    const owner = sharedWith ?? id;
    const weights = (inferred.weights ?? noWeights).map((weight) => ({ ...weight, name: `${owner}.${weight.name}` }));
    const params = sum(weights.map((weight) => (weight.role === 'statistic' ? 0 : product(weight.shape))));
    const macs = inferred.macs === undefined ? 0 : inferred.macs;
    const entry: Draft<GraphLayer> = {
      id,
      layer: request.layer,
      args,
      inputs: tensors === noTensors ? request.inputs : [...request.inputs, ...Object.values(tensors)],
      output: inferred.output?.extents ?? null,
      axes: inferred.output?.axes ?? null,
      weights,
      params,
      trainable: params,
      macs: recurrence === undefined ? macs : product([macs, recurrence.steps]),
      receptiveField: view?.field ?? null,
      receptiveStride: view?.jump ?? null,
      receptiveOffset: view?.start ?? null,
    };
    if (inferred.outputs !== undefined) entry.outputs = inferred.outputs.map(portOf);
    if (sharedWith !== undefined) entry.sharedWith = sharedWith;
    if (recurrence !== undefined) entry.recurrence = recurrence;
    if (source !== undefined) entry.source = source;
    this.#layers.push(entry);
    if (sharedWith === undefined) this.#params = plus(this.#params, params);
    this.#macs = plus(this.#macs, entry.macs);
    const mismatch = sharedWith === undefined ? null : this.#mismatch(weights);
    for (const weight of weights) if (!this.#weights.has(weight.name)) this.#weights.set(weight.name, weight.shape);
    this.#shapes.set(id, inferred.output);
    this.#views.set(id, view);
    this.#origins.set(id, { layer: request.layer, args, inputs });
    for (const { port, shape } of inferred.outputs ?? []) {
      this.#shapes.set(`${id}:${port}`, shape);
      this.#views.set(`${id}:${port}`, view);
    }
    return {
      entry,
      output: inferred.output,
      outputs: inferred.outputs?.map(({ port }) => `${id}:${port}`) ?? [id],
      faults: inferred.faults ?? noFaults,
      // In words only for who reads it.
      get arithmetic() {
        return inferred.arithmetic ?? [];
      },
      mismatch,
    };
  }

  #context(
    inputs: readonly (Shape | null)[],
    args: Readonly<Record<string, Value>>,
    tensors: Readonly<Record<string, string>>,
  ): InferContext<Arguments> {
    const values = args as PartialArgumentValues<Arguments>;
    if (tensors === noTensors) return { inputs, args: values };
    const given = Object.entries(tensors);
    return {
      inputs,
      args: values,
      tensors: Object.fromEntries(given.map(([name, reference]) => [name, this.shapeOf(reference)])),
      origins: Object.fromEntries(
        given.flatMap(([name, reference]) => {
          const origin = this.#origins.get(reference);
          return origin === undefined ? [] : [[name, origin] as const];
        }),
      ),
    };
  }

  #mismatch(weights: readonly { readonly name: string; readonly shape: readonly Extent[] }[]): BuiltLayer['mismatch'] {
    for (const { name, shape } of weights) {
      const has = this.#weights.get(name);
      const known = has !== undefined && !has.includes(null) && !shape.includes(null);
      if (known && String(has) !== String(shape)) return { name, has: formatExtents(has), needs: formatExtents(shape) };
    }
    return null;
  }

  /** The graph so far, its last layer (or the given references) as the output. Memory is worked out when it is asked for. */
  finish({ batch = 1, outputs, heads }: FinishOptions = {}): Graph {
    const last = this.#layers.at(-1)?.id ?? this.#inputs.at(-1)?.name;
    const layers = this.#layers;
    const activations = [
      ...this.#inputs.map(({ name }) => this.shapeOf(name)),
      ...layers.flatMap(({ id, outputs: ports }) =>
        ports === undefined ? [this.shapeOf(id)] : ports.map(({ port }) => this.shapeOf(`${id}:${port}`)),
      ),
    ];
    const held = sum(activations.map(elements));
    const graph: Graph = {
      version: 1,
      model: this.#model,
      inputs: this.#inputs,
      layers,
      outputs: outputs ?? (last === undefined ? [] : [last]),
      ...(heads === undefined || heads.length === 0 ? {} : { heads }),
      params: this.#params,
      trainable: this.#params,
      macs: this.#macs,
      activationBytes: held === null ? null : held * FLOAT,
      trainingBytes: null,
      batch,
    };
    return withMemory(graph);
  }
}

/** Planning the memory of hundreds of layers takes longer than everything else: it waits until somebody asks, once. */
function withMemory(graph: Graph): Graph {
  const { batch, trainingBytes: _, ...rest } = graph;
  let known: Extent | undefined;
  return {
    ...rest,
    get trainingBytes() {
      known ??= planTraining(graph, batch)?.bytes.total ?? null;
      return known;
    },
    batch,
  };
}

const portOf = ({ port, shape }: NonNullable<Inferred['outputs']>[number]) => ({
  port,
  shape: shape?.extents ?? null,
  axes: shape?.axes ?? null,
});

const plus = (a: Extent, b: Extent): Extent => (a === null || b === null ? null : a + b);

function sum(values: readonly Extent[]): Extent {
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}

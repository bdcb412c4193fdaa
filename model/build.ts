/**
 * Builds a graph layer by layer: applies each layer's shape rule, names its weights, sums its costs.
 * The language's evaluator and the engine's tests both build with it.
 */
import { type Arguments, type PartialArgumentValues, resolve, type Value } from './catalog/arguments.ts';
import type { Fault } from './catalog/fault.ts';
import { pixelView, type Sight, viewThrough } from './field.ts';
import type { Graph, GraphInput, GraphLayer, GraphSource, GraphWeight } from './graph.ts';
import { type LayerName, layerSpec } from './layers/index.ts';
import { arithmeticOf, type InferContext, type Inferred, type Origin } from './layers/spec.ts';
import { PlannedGraph } from './planned-graph.ts';
import { referencesOf } from './references.ts';
import { type Extent, elements, formatExtents, product, type Shape, sum } from './shape.ts';

/** Bytes of a float32. */
const FLOAT = 4;

type Draft<T> = { -readonly [K in keyof T]: T[K] };

const noTensors: Readonly<Record<string, string>> = {};
const noWeights: NonNullable<Inferred['weights']> = [];
const noOutputs: NonNullable<Inferred['outputs']> = [];
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

/** A tensor of the graph. */
interface Made {
  readonly shape: Shape | null;
  readonly view: Sight;
  /** The layer whose first output it is, and the shapes that flow into that. */
  readonly by: GraphLayer | null;
  readonly from: readonly (Shape | null)[];
}

/** A class, so that words are made for who reads them without a closure for each layer. */
class Built implements BuiltLayer {
  readonly entry: GraphLayer;
  readonly output: Shape | null;
  readonly outputs: readonly string[];
  readonly faults: readonly Fault[];
  readonly mismatch: BuiltLayer['mismatch'];
  readonly #inferred: Inferred;

  constructor(entry: GraphLayer, inferred: Inferred, mismatch: BuiltLayer['mismatch']) {
    const { output, faults = noFaults } = inferred;
    this.entry = entry;
    this.output = output;
    this.outputs = referencesOf(entry);
    this.faults = faults;
    this.mismatch = mismatch;
    this.#inferred = inferred;
  }

  get arithmetic(): readonly string[] {
    return arithmeticOf(this.#inferred);
  }
}

export class GraphBuilder {
  readonly #inputs: GraphInput[] = [];
  readonly #layers: GraphLayer[] = [];
  /** Inputs and outputs of layers by their references. */
  readonly #tensors = new Map<string, Made>();
  /** The first layer with the weights of one that is not there itself, by the id of that. */
  readonly #owners = new Map<string, GraphLayer>();
  readonly #model: string;
  #whole = true;
  #params: Extent = 0;
  #macs: Extent = 0;

  constructor(model: string) {
    this.#model = model;
  }

  /** Learned numbers and multiply-adds so far. */
  totals(): { readonly params: Extent; readonly macs: Extent } {
    return { params: this.#params, macs: this.#macs };
  }

  /** Whether all layers are there: no condition or count of rounds was unknown. */
  get isWhole(): boolean {
    return this.#whole;
  }

  /** There are layers that are not known: no sum is. */
  markUnknown(): void {
    this.#whole = false;
    this.#params = null;
    this.#macs = null;
  }

  /** The shape of a tensor by its reference; `null` while unknown. */
  shapeOf(reference: string): Shape | null {
    return this.#tensors.get(reference)?.shape ?? null;
  }

  get hasInputs(): boolean {
    return this.#inputs.length > 0;
  }

  input(name: string, shape: Shape | null): void {
    this.#inputs.push({ name, shape: shape?.extents ?? [], axes: shape?.axes ?? [] });
    this.#tensors.set(name, { shape, view: pixelView, by: null, from: [] });
  }

  /** Never throws: what does not fit is in `faults`, what is not known is `null`. */
  add(request: LayerRequest): BuiltLayer {
    const { id, sharedWith, recurrence, source, tensors = noTensors } = request;
    const spec = layerSpec(request.layer);
    const made = request.inputs.map((reference) => this.#tensors.get(reference));
    const inputs = made.map((tensor) => tensor?.shape ?? null);
    const args = resolve(tensors === noTensors ? request.args : { ...request.args, ...tensors });
    const inferred = spec.infer(this.#context(inputs, args, tensors));
    const view = viewThrough(
      made.map((tensor) => (tensor === undefined ? null : tensor.view)),
      inferred,
    );
    const owner = sharedWith ?? id;
    const weights = (inferred.weights ?? noWeights).map((weight) => ({ ...weight, name: `${owner}.${weight.name}` }));
    const params = paramsOf(weights);
    const macs = inferred.macs === undefined ? 0 : inferred.macs;
    const entry: Draft<GraphLayer> = {
      id,
      layer: request.layer,
      args,
      inputs:
        tensors === noTensors
          ? request.inputs
          : [...request.inputs, ...Object.keys(spec.args).flatMap((name) => tensors[name] ?? [])],
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
    const mismatch = sharedWith === undefined ? null : this.#mismatch(sharedWith, entry);
    this.#tensors.set(id, { shape: inferred.output, view, by: entry, from: inputs });
    for (const { port, shape } of inferred.outputs ?? noOutputs)
      this.#tensors.set(`${id}:${port}`, { shape, view, by: null, from: inputs });
    return new Built(entry, inferred, mismatch);
  }

  #context(
    inputs: readonly (Shape | null)[],
    args: Readonly<Record<string, Value>>,
    tensors: Readonly<Record<string, string>>,
  ): InferContext<Arguments> {
    const values = args as PartialArgumentValues<Arguments>;
    if (tensors === noTensors) return { inputs, args: values };
    const shapes: Record<string, Shape | null> = {};
    const origins: Record<string, Origin> = {};
    for (const [name, reference] of Object.entries(tensors)) {
      const { shape = null, by = null, from = [] } = this.#tensors.get(reference) ?? {};
      shapes[name] = shape;
      if (by !== null) origins[name] = { layer: by.layer, args: by.args, inputs: from };
    }
    return { inputs, args: values, tensors: shapes, origins };
  }

  #mismatch(owner: string, entry: GraphLayer): BuiltLayer['mismatch'] {
    const first = this.#tensors.get(owner)?.by ?? this.#owners.get(owner);
    if (first === undefined) this.#owners.set(owner, entry);
    for (const { name, shape } of entry.weights) {
      const has = first?.weights.find((weight) => weight.name === name)?.shape;
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
      ...layers.flatMap(referencesOf).map((reference) => this.shapeOf(reference)),
    ];
    const held = sum(activations.map(elements));
    return new PlannedGraph({
      model: this.#model,
      inputs: this.#inputs,
      layers,
      outputs: outputs ?? (last === undefined ? [] : [last]),
      ...(heads === undefined || heads.length === 0 ? {} : { heads }),
      params: this.#params,
      trainable: this.#params,
      macs: this.#macs,
      activationBytes: held === null ? null : held * FLOAT,
      batch,
    });
  }
}

const portOf = ({ port, shape }: NonNullable<Inferred['outputs']>[number]) => ({
  port,
  shape: shape?.extents ?? null,
  axes: shape?.axes ?? null,
});

const plus = (a: Extent, b: Extent): Extent => (a === null || b === null ? null : a + b);

/** Learned numbers. */
function paramsOf(weights: readonly GraphWeight[]): Extent {
  let total: Extent = 0;
  for (const { role, shape } of weights) if (role !== 'statistic') total = plus(total, product(shape));
  return total;
}

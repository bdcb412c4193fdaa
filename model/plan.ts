/**
 * The plan of a step: nodes in order, every tensor's shape, when it is born, when it is last needed and
 * where it lies in one arena. A pure function of the graph: the checker shows its sums, the engine walks it.
 *
 * Time: node i runs forward at i, the loss runs at n, node i runs backward at 2n − i.
 */
import type { Graph, GraphLayer } from './graph.ts';
import { layerSpec } from './layers/index.ts';
import { type Draft, place, sideBySide } from './place.ts';
import { type PlanBytes, planBytes } from './plan/bytes.ts';
import { gradientWanted } from './plan/gradient-wanted.ts';
import { knownShapes } from './plan/known-shapes.ts';
import { originOf } from './plan/origin.ts';
import { savedSpecs } from './plan/saved.ts';
import { type NodeRegions, placeWorkspaces, type Region } from './plan/workspaces.ts';
import { referencesOf } from './references.ts';
import { type Axis, sizeOf } from './shape.ts';
import { lossBytes } from './workspace/losses.ts';
import { placeBytes } from './workspace/places.ts';
import { usualThreads } from './workspace/rest.ts';

export interface PlanTensor {
  readonly index: number;
  /** The layer's or input's id; gradients as `grad:<id>`, saved tensors as `<id>:<name>`. */
  readonly name: string;
  readonly kind: 'activation' | 'gradient' | 'saved';
  /** Batch first where each sample has its own. */
  readonly shape: readonly number[];
  /** First and last time it holds a value that is needed, both included. */
  readonly born: number;
  readonly dies: number;
  /** Bytes from the start of the arena. Tensors that overlap in time do not overlap in place unless one is written in place of the other. */
  readonly offset: number;
  readonly bytes: number;
  /** The tensor whose memory this one takes over. */
  readonly inPlaceOf: number | null;
}

export interface PlanNode {
  readonly layer: GraphLayer;
  /** The layer that made the tensor given as the argument `inputOf` of the spec; what that was given comes last among the inputs. */
  readonly origin?: GraphLayer;
  /** Indices of tensors. */
  readonly inputs: readonly number[];
  readonly output: number;
  /** All outputs where there are several, `output` first. */
  readonly outputs: readonly number[];
  /** What the axes of one sample of each input and output run over. */
  readonly inputAxes: readonly (readonly Axis[])[];
  readonly outputAxes: readonly (readonly Axis[])[];
  readonly saved: Readonly<Record<string, number>>;
  /** The gradient backward is given; `null` where none flows. */
  readonly outputGradient: number | null;
  readonly outputGradients: readonly (number | null)[];
  /** Per input, the gradient to write, or to add to where an earlier node of the backward walk has written; `null` where nobody asks. */
  readonly inputGradients: readonly ({
    readonly tensor: number;
    readonly accumulate: boolean;
  } | null)[];
  readonly forwardAt: number;
  readonly backwardAt: number;
  /** Where its operations work, beside all tensors that are needed then. */
  readonly regions: NodeRegions;
}

export interface Plan {
  readonly batch: number;
  readonly training: boolean;
  readonly nodes: readonly PlanNode[];
  readonly tensors: readonly PlanTensor[];
  /** Tensor of each input and output of the model, by id. */
  readonly inputs: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, number>>;
  /** Where losses and penalties work. */
  readonly lossRegion: Region;
  /** Bytes of the arena with the regions behind its tensors. */
  readonly reach: number;
  readonly bytes: PlanBytes;
}

export interface PlanOptions {
  readonly training?: boolean;
  /** Copies of every learned number that the optimizer keeps; Adam keeps two. */
  readonly optimizerCopies?: number;
  /** Tensors one behind the other, none in the place of another that is no longer needed: no plan to run by, but an upper bound that is found at once. */
  readonly sideBySide?: boolean;
  /** Also compute the gradient of the inputs, as saliency maps need it. */
  readonly inputGradients?: boolean;
  /** Gradients of several batches are added up before an update. */
  readonly accumulates?: boolean;
  /** Numbers that the losses hold for each of their scores, see `losses/copies.ts`; none where nobody says. */
  readonly lossCopies?: number;
  /** Weights are penalized. */
  readonly penalizes?: boolean;
  /** Of the embedded backend; `usualThreads` where nobody knows, 0 for a backend that places its own workspace. */
  readonly threads?: number;
}

/** The plan of a training step at `batch`; `null` while a shape is unknown. */
export function planTraining(graph: Graph, batch: number, options: PlanOptions = {}): Plan | null {
  return plan(graph, batch, { training: true, ...options });
}

/** The plan of a forward pass in evaluation. */
export function planEvaluation(graph: Graph, batch: number, options: Omit<PlanOptions, 'training'> = {}): Plan | null {
  return plan(graph, batch, { ...options, training: false });
}

function plan(graph: Graph, batch: number, options: PlanOptions): Plan | null {
  const training = options.training === true;
  const shapes = knownShapes(graph);
  if (shapes === null) return null;
  const axesOf = (id: string) => shapes.get(id)?.axes ?? [];
  const extentsOf = (id: string) => (shapes.get(id)?.extents ?? []) as readonly number[];
  const layers = graph.layers;
  const n = layers.length;
  const backwardAt = (i: number) => 2 * n - i;
  const drafts: Draft[] = [];
  const byId = new Map<string, number>();
  const draft = (entry: Draft) => drafts.push(entry) - 1;

  for (const input of graph.inputs) {
    const shape = [batch, ...extentsOf(input.name)];
    byId.set(
      input.name,
      draft({
        name: input.name,
        kind: 'activation',
        shape,
        born: 0,
        dies: 0,
        inPlaceOf: null,
      }),
    );
  }

  // Forward: lifetimes of activations and of what is saved for backward.
  const wanted = gradientWanted(graph, options.inputGradients === true);
  const nodes = layers.map((layer, i) => {
    const spec = layerSpec(layer.layer);
    const origin = originOf(layer, graph);
    const flowing = [...layer.inputs, ...(origin?.inputs.slice(0, 1) ?? [])];
    const inputs = flowing.map((id) => byId.get(id) as number);
    const references = referencesOf(layer);
    const outputs = references.map((name) => {
      // Within a recurrence every step's activation is kept for backward.
      const count = training ? batch * (layer.recurrence?.steps ?? 1) : batch;
      const shape = [count, ...extentsOf(name)];
      const index = draft({ name, kind: 'activation', shape, born: i, dies: i, inPlaceOf: null });
      byId.set(name, index);
      return index;
    });
    const output = outputs[0]!;
    byId.set(layer.id, output);
    const backward = training && wanted.has(layer.id);
    for (const index of inputs) {
      extend(drafts[index]!, backward && spec.keeps.includes('input') ? backwardAt(i) : i);
    }
    if (backward && spec.keeps.includes('output')) {
      for (const index of outputs) extend(drafts[index]!, backwardAt(i));
    }
    const saved: Record<string, number> = {};
    for (const item of training ? savedSpecs(layer, origin, shapes) : []) {
      const itemShape = [...(item.perSample ? [batch] : []), ...(item.shape as number[])];
      const name = `${layer.id}:${item.name}`;
      saved[item.name] = draft({
        name,
        kind: 'saved',
        shape: itemShape,
        born: i,
        dies: backward ? backwardAt(i) : i,
        inPlaceOf: null,
      });
    }
    return {
      layer,
      ...(origin === undefined ? {} : { origin }),
      inputs,
      output,
      outputs,
      inputAxes: flowing.map(axesOf),
      outputAxes: references.map(axesOf),
      saved,
      forwardAt: i,
      backwardAt: backwardAt(i),
    };
  });
  for (const id of graph.outputs) {
    const output = byId.get(id);
    if (output !== undefined) extend(drafts[output]!, n);
  }
  nodes.forEach(({ layer, inputs, output }, i) => {
    const only = inputs[0];
    if (layerSpec(layer.layer).memory !== 'inPlace' || only === undefined) return;
    const given = layer.inputs[0]!;
    if (drafts[only]!.dies === i && !graph.inputs.some((input) => input.name === given))
      drafts[output]!.inPlaceOf = only;
  });

  // Backward: a gradient is born where the walk first writes it and dies at the backward of its producer.
  const gradients = new Map<string, number>();
  if (training) {
    for (const id of graph.outputs) {
      if (wanted.has(id)) gradients.set(id, draft(gradientOf(id, drafts[byId.get(id) as number]!, n)));
    }
  }
  const inputGradients = new Map<string, ({ tensor: number; accumulate: boolean } | null)[]>();
  for (let i = n - 1; training && i >= 0; i--) {
    const layer = layers[i]!;
    const owns = referencesOf(layer).flatMap((name) => gradients.get(name) ?? []);
    const own = owns[0];
    if (own === undefined) {
      inputGradients.set(
        layer.id,
        layer.inputs.map(() => null),
      );
      continue;
    }
    const at = backwardAt(i);
    for (const index of owns) extend(drafts[index]!, at);
    const written = layer.inputs.map((id) => {
      if (!wanted.has(id)) return null;
      const known = gradients.get(id);
      if (known !== undefined) {
        extend(drafts[known]!, at);
        return { tensor: known, accumulate: true };
      }
      const tensor = draft(gradientOf(id, drafts[byId.get(id) as number]!, at));
      gradients.set(id, tensor);
      if (layerSpec(layer.layer).memory === 'inPlace' && layer.inputs.length === 1) drafts[tensor]!.inPlaceOf = own;
      return { tensor, accumulate: false };
    });
    inputGradients.set(layer.id, written);
  }
  // The gradients of the inputs are read when the walk is over.
  for (const { name } of graph.inputs) {
    const gradient = gradients.get(name);
    if (gradient !== undefined) extend(drafts[gradient]!, 2 * n + 1);
  }

  const tensors = options.sideBySide === true ? sideBySide(drafts) : place(drafts);
  const complete = nodes.map((node) => ({
    ...node,
    outputGradient: gradients.get(referencesOf(node.layer)[0]!) ?? null,
    outputGradients: referencesOf(node.layer).map((name) => gradients.get(name) ?? null),
    inputGradients: inputGradients.get(node.layer.id) ?? node.inputs.map(() => null),
  }));
  const { threads = usualThreads, sideBySide: apart = false, accumulates = false } = options;
  const shared = new Set(layers.map(({ sharedWith }) => sharedWith));
  const scores = graph.outputs.map((id) => tensors[byId.get(id) ?? -1]?.shape ?? []);
  const workspaces = placeWorkspaces(complete, tensors, {
    training,
    threads,
    saved: ({ layer, origin }) =>
      savedSpecs(layer, origin, shapes).reduce(
        (sum, { shape, perSample }) => sum + sizeOf(shape as readonly number[]) * (perSample ? batch : 1),
        0,
      ),
    addsTo: ({ layer }) => accumulates || layer.sharedWith !== undefined || shared.has(layer.id),
    loss: { at: n, bytes: threads === 0 ? 0 : lossBytes(graph, scores, threads, options) },
    sideBySide: apart,
  });
  const arena = tensors.reduce((end, tensor) => Math.max(end, tensor.offset + tensor.bytes), 0);
  const reach = Math.max(arena, workspaces.end);
  const targets = scores.reduce((sum, shape) => sum + placeBytes(sizeOf(shape)), 0);
  const { optimizerCopies = 2 } = options;
  const ids = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, byId.get(name) as number]));
  return {
    batch,
    training,
    nodes: complete.map((node, i) => ({ ...node, regions: workspaces.nodes[i]! })),
    tensors,
    inputs: ids(graph.inputs.map((input) => input.name)),
    outputs: ids(graph.outputs),
    lossRegion: workspaces.loss,
    reach,
    bytes: planBytes(graph, { arena, reach, targets, training, threads, optimizerCopies }),
  };
}

const extend = (tensor: Draft, until: number) => {
  tensor.dies = Math.max(tensor.dies, until);
};

const gradientOf = (id: string, of: Draft, born: number): Draft => ({
  name: `grad:${id}`,
  kind: 'gradient',
  shape: of.shape,
  born,
  dies: born,
  inPlaceOf: null,
});

/** Where operations work while nodes run: in what of the arena no tensor needs at that time, or behind it. */
import type { PlanNode, PlanTensor } from '../plan.ts';
import { sizeOf } from '../shape.ts';
import { layerWorkspace } from '../workspace/layers.ts';
import { placeBytes } from '../workspace/places.ts';

/** A part of the arena, in bytes. */
export interface Region {
  readonly offset: number;
  readonly bytes: number;
}

/** The regions of a plan. */
export interface Workspaces {
  readonly nodes: readonly NodeRegions[];
  /** Of losses and penalties. */
  readonly loss: Region;
  /** Where the last of them ends. */
  readonly end: number;
}

/** Where a node works on its way forward and backward. */
export interface NodeRegions {
  readonly forward: Region;
  readonly backward: Region;
}

type Node = Omit<PlanNode, 'regions'>;

export interface WorkspaceOptions {
  readonly training: boolean;
  /** 0: there are no regions. */
  readonly threads: number;
  /** Numbers that a node would keep for backward. */
  saved(node: Node): number;
  /** Whether what a node finds is added to gradients that are there already. */
  addsTo(node: Node): boolean;
  /** What the losses take, and when. */
  readonly loss: Ask;
  /** No places, only how large the largest is: behind all tensors. */
  readonly sideBySide: boolean;
}

/** So many bytes at one time. */
export interface Ask {
  readonly at: number;
  readonly bytes: number;
}

const nothing: Ask = { at: 0, bytes: 0 };

export function placeWorkspaces(
  nodes: readonly Node[],
  tensors: readonly PlanTensor[],
  options: WorkspaceOptions,
): Workspaces {
  const asks = [...nodes.flatMap((node) => asksOf(node, tensors, options)), options.loss];
  const placed = options.sideBySide ? behind(tensors, asks) : among(tensors, asks);
  return {
    loss: placed.at(-1)!,
    nodes: nodes.map((_, i) => ({ forward: placed[2 * i]!, backward: placed[2 * i + 1]! })),
    end: placed.reduce((end, { offset, bytes }) => Math.max(end, offset + bytes), 0),
  };
}

function asksOf(node: Node, tensors: readonly PlanTensor[], options: WorkspaceOptions): [Ask, Ask] {
  const shapes = (indices: readonly number[]) => indices.map((index) => tensors[index]!.shape);
  const { training, threads } = options;
  if (threads === 0) return [nothing, nothing];
  const [inputs, outputs] = [shapes(node.inputs), shapes(node.outputs)];
  const own = { layer: node.layer, inputs, outputs, saved: training ? 0 : options.saved(node), training, threads };
  const { forward, backward } = layerWorkspace(own);
  const flows = node.outputGradients.some((gradient) => gradient !== null);
  return [
    { at: node.forwardAt, bytes: forward },
    { at: node.backwardAt, bytes: flows ? backward + addedBytes(node, inputs, options) : 0 },
  ];
}

/** What is added to gradients that are there is found beside them. */
function addedBytes(node: Node, inputs: readonly (readonly number[])[], { addsTo }: WorkspaceOptions): number {
  const ofInputs = node.inputGradients.map((target, i) =>
    target?.accumulate === true ? placeBytes(sizeOf(inputs[i]!)) : 0,
  );
  const ofWeights = addsTo(node)
    ? node.layer.weights.map(({ shape }) => placeBytes(sizeOf(shape as readonly number[])))
    : [];
  return [...ofInputs, ...ofWeights].reduce((sum, bytes) => sum + bytes, 0);
}

function behind(tensors: readonly PlanTensor[], asks: readonly Ask[]): Region[] {
  const offset = tensors.reduce((end, tensor) => Math.max(end, tensor.offset + tensor.bytes), 0);
  return asks.map(({ bytes }) => ({ offset: bytes === 0 ? 0 : offset, bytes }));
}

/** Each at the lowest place that is free at its time. */
function among(tensors: readonly PlanTensor[], asks: readonly Ask[]): Region[] {
  const births = tensors.toSorted((a, b) => a.born - b.born);
  const wanting = asks.flatMap(({ bytes }, i) => (bytes > 0 ? [i] : [])).sort((a, b) => asks[a]!.at - asks[b]!.at);
  const regions: Region[] = asks.map(() => ({ offset: 0, bytes: 0 }));
  let next = 0;
  /** By offset; some have died. */
  let live: PlanTensor[] = [];
  for (const i of wanting) {
    const { at, bytes } = asks[i]!;
    const known = live.length;
    for (; next < births.length && births[next]!.born <= at; next++) insert(live, births[next]!);
    if (live.length > known) live = live.filter(({ dies }) => dies >= at);
    let offset = 0;
    for (const tensor of live) {
      if (offset + bytes <= tensor.offset) break;
      if (tensor.dies >= at) offset = Math.max(offset, tensor.offset + tensor.bytes);
    }
    regions[i] = { offset, bytes };
  }
  return regions;
}

/** Into tensors by offset. */
function insert(live: PlanTensor[], tensor: PlanTensor): void {
  let [low, high] = [0, live.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (live[middle]!.offset < tensor.offset) low = middle + 1;
    else high = middle;
  }
  live.splice(low, 0, tensor);
}

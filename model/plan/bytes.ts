/** What a step takes of memory, by what it is for. */
import type { Graph } from '../graph.ts';
import { restBytes } from '../workspace/rest.ts';

export interface PlanBytes {
  /** Tensors: activations, what is kept for backward, and gradients of activations. */
  readonly arena: number;
  readonly weights: number;
  readonly weightGradients: number;
  readonly optimizer: number;
  /** What the embedded backend takes beside: at rest, for targets, and where its operations find no room among tensors. */
  readonly workspace: number;
  readonly total: number;
}

/** Bytes of a float32. */
const FLOAT = 4;

export interface Extent {
  readonly arena: number;
  /** With the regions behind the tensors. */
  readonly reach: number;
  readonly targets: number;
  readonly training: boolean;
  readonly threads: number;
  /** Of every learned number. */
  readonly optimizerCopies: number;
}

export function planBytes(graph: Graph, extent: Extent): PlanBytes {
  const { arena, reach, targets, training, threads, optimizerCopies } = extent;
  const learned = training ? (graph.params ?? 0) * FLOAT : 0;
  const stored = graph.layers
    .flatMap((layer) => layer.weights)
    .reduce((sum, weight) => sum + weight.shape.reduce<number>((a, b) => a * (b ?? 0), 1), 0);
  const bytes = {
    arena,
    weights: stored * FLOAT,
    weightGradients: learned,
    optimizer: optimizerCopies * learned,
    workspace: threads === 0 ? 0 : restBytes(threads) + targets + reach - arena,
  };
  return { ...bytes, total: Object.values(bytes).reduce((sum, part) => sum + part, 0) };
}

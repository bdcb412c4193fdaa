/** Memory of training: what a batch takes by the plan, and the largest batch that fits. */
import type { Graph } from './graph.ts';
import { type Plan, type PlanOptions, planTraining } from './plan.ts';

/** What WebAssembly can address, and so the most that the embedded backend has. */
export const embeddedDeviceBytes = 4 * 2 ** 30;

/** No training takes more samples at once. */
const LARGEST_BATCH = 1 << 20;

export interface TrainingMemory {
  readonly batch: number;
  readonly bytes: Plan['bytes'];
  /** The largest batch that fits; 0: not even one sample does. */
  readonly largest: number;
}

/** Whether a batch fits; `null` while a shape is unknown. Most are told by the sum of all tensors, without a plan. */
export function fits(graph: Graph, batch: number, budget: number, options: PlanOptions = {}): boolean | null {
  const atMost = planTraining(graph, batch, { ...options, sideBySide: true });
  if (atMost === null) return null;
  return atMost.bytes.total <= budget || totalAt(graph, batch, options) <= budget;
}

/** `null` while a shape is unknown. */
export function trainingMemory(
  graph: Graph,
  batch: number,
  budget: number,
  options: PlanOptions = {},
): TrainingMemory | null {
  const bytes = planTraining(graph, batch, options)?.bytes;
  return bytes === undefined ? null : { batch, bytes, largest: largestBatch(graph, budget, options) };
}

/**
 * The largest batch whose plan fits. Memory is affine in the batch but for the rounding of tensors to cache lines and the
 * order in which they are placed: two plans tell where it lies, a few more make sure.
 */
function largestBatch(graph: Graph, budget: number, options: PlanOptions): number {
  const one = totalAt(graph, 1, options);
  if (one > budget) return 0;
  const far = FAR;
  const slope = Math.max(1, (totalAt(graph, far, options) - one) / (far - 1));
  let batch = Math.min(LARGEST_BATCH, Math.max(1, Math.floor(1 + (budget - one) / slope)));
  let over = totalAt(graph, batch, options) - budget;
  while (over > 0 && batch > 1) {
    batch = Math.max(1, batch - Math.max(1, Math.ceil(over / slope)));
    over = totalAt(graph, batch, options) - budget;
  }
  for (let tries = 0; tries < MOST_TRIES && batch < LARGEST_BATCH; tries++) {
    if (totalAt(graph, batch + 1, options) > budget) break;
    batch++;
  }
  return batch;
}

/** Far enough from 1 that rounding does not tip the slope. */
const FAR = 33;
const MOST_TRIES = 4;

const totalAt = (graph: Graph, batch: number, options: PlanOptions): number =>
  planTraining(graph, batch, options)?.bytes.total ?? Number.POSITIVE_INFINITY;

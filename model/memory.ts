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
 * The largest batch whose plan fits. Memory grows nearly in proportion with batches that are large enough for what operations
 * work in to have reached its bound: a line through the last two batches tells the next to try, every third time the middle.
 */
function largestBatch(graph: Graph, budget: number, options: PlanOptions): number {
  const tried = (batch: number) => ({ batch, total: totalAt(graph, batch, options) });
  let [fitting, other] = [tried(1), tried(FAR)];
  if (fitting.total > budget) return 0;
  let over = LARGEST_BATCH + 1;
  if (other.total > budget) over = FAR;
  else [fitting, other] = [other, fitting];
  for (let tries = 1; over - fitting.batch > 1; tries++) {
    const slope = Math.max(1, (other.total - fitting.total) / (other.batch - fitting.batch));
    const aimed = fitting.batch + (budget - fitting.total) / slope;
    const middle = (fitting.batch + over) / 2;
    const next = Math.floor(tries % 3 === 0 ? middle : aimed);
    const found = tried(Math.min(over - 1, Math.max(fitting.batch + 1, next)));
    if (found.total <= budget) [fitting, other] = [found, fitting];
    else [over, other] = [found.batch, found];
  }
  return fitting.batch;
}

/** Far enough from 1 that rounding does not tip the slope. */
const FAR = 33;

const totalAt = (graph: Graph, batch: number, options: PlanOptions): number =>
  planTraining(graph, batch, options)?.bytes.total ?? Number.POSITIVE_INFINITY;

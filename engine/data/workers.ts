/** How many workers make batches, where it is not said. */
import { availableParallelism } from 'node:os';

/** More seldom pay beside a backend that computes with all cores. */
const MOST = 2;

/** One core is left for the training itself. */
const spare = (threads: number): number => Math.max(1, Math.min(MOST, threads - 1));

export interface WorkersRequest {
  /** Of the run, for computing and data together. */
  readonly threads?: number | undefined;
  /** All samples lie in memory. */
  readonly inMemory: boolean;
  /** Names of the augmentations. */
  readonly augment: readonly string[];
}

/** Those that copy pixels and interpolate none. */
const cheap: ReadonlySet<string> = new Set(['flip', 'crop', 'translate', 'cutout', 'mixup', 'ten_crop']);

/** Samples in memory that are only copied and mirrored are ready sooner than a worker could hand them over. */
export function workersFor({ threads = availableParallelism(), inMemory, augment }: WorkersRequest): number {
  return inMemory && augment.every((name) => cheap.has(name)) ? 0 : spare(threads);
}

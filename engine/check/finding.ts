/** What a check before a training finds, and what all of them are given. */
import type { Backend } from '../backends/backend.ts';
import type { EpochBatch } from '../data/batch-buffer.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Network, NetworkOptions } from '../network/network.ts';
import type { Job } from '../protocol/job.ts';
import { loadWeights } from '../train/transfer.ts';

/** `skipped`: it says nothing about this training. */
export type Verdict = 'right' | 'doubtful' | 'wrong' | 'skipped';

export interface Finding {
  readonly verdict: Verdict;
  /** What was measured, against what, and the way out. */
  readonly message: string;
  /** The numbers of the message. */
  readonly values: Readonly<Record<string, number | null>>;
}

export interface CheckContext {
  readonly job: Job;
  readonly backend: Backend;
  /** Without mixup and `ten_crop`, so that every target is one sample's. */
  readonly data: Dataset;
  /** How long one check may train, in milliseconds. */
  readonly budget: number;
  /** Told of steps within a check. */
  onStep?(done: number, total: number): void;
}

/** A fresh network of the job, by the settings of its first stage unless told otherwise. */
export function freshNetwork(context: CheckContext, change: Partial<NetworkOptions> = {}): Promise<Network> {
  const { graph, settings } = context.job;
  const { init, seed } = settings;
  return networkBy(context, { graph, init, seed, ...firstStage(context), ...change });
}

/** With the weights that the training starts from, where it says so. */
export async function networkBy({ job, backend }: CheckContext, options: NetworkOptions): Promise<Network> {
  const { weights, data } = job.settings;
  const network = await backend.createNetwork({ ...options, data: { name: data.name } });
  if (weights !== undefined) await loadWeights(network, weights, job.file);
  return network;
}

export const firstStage = ({ job }: CheckContext) => (job.settings.stages ?? [job.settings])[0];

/** Training batches epoch after epoch, as they are augmented and shuffled there; each stays as it is. */
export async function* endlessBatches(
  { data }: CheckContext,
  size: number,
): AsyncGenerator<EpochBatch, void, undefined> {
  for (let epoch = 1; ; epoch++) {
    let any = false;
    for await (const batch of data.trainBatches(epoch, size, { keep: true })) {
      any = true;
      yield batch;
    }
    if (!any) return;
  }
}

export async function firstBatches(context: CheckContext, size: number, count: number): Promise<EpochBatch[]> {
  const found: EpochBatch[] = [];
  for await (const batch of context.data.trainBatches(1, size, { keep: true })) {
    found.push(batch);
    if (found.length === count) break;
  }
  return found;
}

/** The checks of CS231n before a training (notes, Neural Networks Part 3, "Before learning: sanity checks"), one by one. */
import type { Backend } from '../backends/backend.ts';
import { type Dataset, openDataset } from '../data/dataset.ts';
import type { CorruptItem } from '../data/samples.ts';
import type { Job } from '../protocol/job.ts';
import { activationStatistics } from './activations.ts';
import type { CheckContext, Finding } from './finding.ts';
import { initialLoss } from './initial-loss.ts';
import { learningRateRange } from './learning-rate.ts';
import { overfitsFew } from './overfit.ts';
import { regularizationRaises } from './regularization.ts';
import { shuffledLabels } from './shuffled-labels.ts';

/** In the order in which they are made: the cheap ones first. */
export const checks = {
  'initial loss': initialLoss,
  activations: activationStatistics,
  regularization: regularizationRaises,
  overfit: overfitsFew,
  'shuffled labels': shuffledLabels,
  'learning rate': learningRateRange,
} as const satisfies Readonly<Record<string, (context: CheckContext) => Promise<Finding>>>;

export type CheckName = keyof typeof checks;

export interface SanityRequest {
  readonly job: Job;
  readonly backend: Backend;
  /** How long one check may train, in milliseconds. */
  readonly budget: number;
  onStep?(check: CheckName, done: number, total: number): void;
  onCorrupt?(item: CorruptItem): void;
}

/** Each as soon as it is made. Nothing of the job is changed, and no run folder made. */
export async function* sanityChecks(
  request: SanityRequest,
): AsyncGenerator<readonly [CheckName, Finding], void, undefined> {
  const { job, backend, budget, onStep } = request;
  const data = await openFor(request);
  try {
    for (const name of Object.keys(checks) as CheckName[]) {
      onStep?.(name, 0, 1);
      const context = {
        job,
        backend,
        data,
        budget,
        onStep: (done: number, total: number) => onStep?.(name, done, total),
      };
      yield [name, await checks[name](context)];
    }
  } finally {
    await data.close();
  }
}

const mixing: ReadonlySet<string> = new Set(['mixup', 'ten_crop']);

function openFor({ job, onCorrupt }: SanityRequest): Promise<Dataset> {
  const { graph, settings, file, threads } = job;
  const { data, seed, targets } = settings;
  const augment = (data.augment ?? []).filter(({ name }) => !mixing.has(name));
  return openDataset({ data: { ...data, augment }, graph, seed, file, targets, threads, onCorrupt });
}

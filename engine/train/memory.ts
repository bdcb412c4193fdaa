/** What a training takes of memory: said before it starts where it cannot fit, and in the words of a failure. */
import { embeddedDeviceBytes, trainingMemory } from '../../model/memory.ts';
import { stageOptions } from '../../model/plan/stage.ts';
import { bytes } from '../../model/units.ts';
import type { BackendName, Job } from '../protocol/job.ts';

/** A step does not fit into the memory that there is. */
export class MemoryError extends Error {
  override readonly name = 'MemoryError';
}

/** The stage of the largest batch. */
const largestOf = ({ settings }: Job) => (settings.stages ?? [settings]).reduce((a, b) => (b.batch > a.batch ? b : a));

const planned = (job: Job) => {
  const stage = largestOf(job);
  return trainingMemory(job.graph, stage.batch, embeddedDeviceBytes, stageOptions(stage));
};

/** @throws MemoryError where the plan of a step is larger than what WebAssembly can address. */
export function requireMemory(job: Job, backend: BackendName): void {
  if (backend !== 'cpu') return;
  const memory = planned(job);
  if (memory === null || memory.bytes.total <= embeddedDeviceBytes) return;
  const total = `a step takes ${bytes(memory.bytes.total)}, and WebAssembly addresses ${bytes(embeddedDeviceBytes)}`;
  throw new MemoryError(outOfMemory(total, job));
}

export function outOfMemory(why: string, job: Job): string {
  const { batch } = largestOf(job);
  const memory = planned(job);
  // What the plan says fits and did not needs at most half of it.
  const fitting = memory === null ? 0 : Math.min(memory.largest, Math.floor(batch / 2));
  const way =
    fitting >= 1
      ? `Use batch = ${fitting}, with accumulate = ${Math.ceil(batch / fitting)} for the same update.`
      : 'Use a smaller model or smaller images.';
  return `There is not enough memory for a batch of ${batch}: ${why}. ${way}`;
}

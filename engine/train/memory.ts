/** What a training takes of memory: said before it starts where it cannot fit, and in the words of a failure. */
import { embeddedDeviceBytes, trainingMemory } from '../../model/memory.ts';
import { bytes } from '../../model/units.ts';
import type { BackendName, Job } from '../protocol/job.ts';

/** A step does not fit into the memory that there is. */
export class MemoryError extends Error {
  override readonly name = 'MemoryError';
}

const largestOf = ({ settings }: Job): number =>
  Math.max(...(settings.stages ?? [settings]).map((stage) => stage.batch));

const planned = ({ graph }: Job, batch: number) => trainingMemory(graph, batch, embeddedDeviceBytes);

/** @throws MemoryError where the plan of a step is larger than what WebAssembly can address. */
export function requireMemory(job: Job, backend: BackendName): void {
  if (backend !== 'cpu') return;
  const batch = largestOf(job);
  const memory = planned(job, batch);
  if (memory === null || memory.bytes.total <= embeddedDeviceBytes) return;
  const total = `a step takes ${bytes(memory.bytes.total)}, and WebAssembly addresses ${bytes(embeddedDeviceBytes)}`;
  throw new MemoryError(outOfMemory(total, job));
}

export function outOfMemory(why: string, job: Job): string {
  const batch = largestOf(job);
  const memory = planned(job, batch);
  // What the plan says fits and did not needs at most half of it.
  const fitting = memory === null ? 0 : Math.min(memory.largest, Math.floor(batch / 2));
  const way =
    fitting >= 1
      ? `Use batch = ${fitting}, with accumulate = ${Math.ceil(batch / fitting)} for the same update.`
      : 'Use a smaller model or smaller images.';
  return `There is not enough memory for a batch of ${batch}: ${why}. ${way}`;
}

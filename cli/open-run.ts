/** Runs as commands take them: opened, on a backend, with every failure as the exit code it has. */
import type { Backend } from '../engine/backends/backend.ts';
import { chooseBackend } from '../engine/backends/choose.ts';
import { readTrained, type Trained } from '../engine/evaluation/trained.ts';
import type { BackendName, Job } from '../engine/protocol/job.ts';
import { failureOf } from '../engine/train/failure.ts';
import type { Option } from './command.ts';
import { InputError, RunError, UsageError } from './terminal/exit.ts';

export const checkpointOption: Option = {
  type: 'string',
  value: 'C',
  doc: 'best (as when not given), last, or a file: its path, or its name among the checkpoints of the run',
};

/** @throws InputError when there is no run or no such checkpoint. */
export function openRun(folder: string, checkpoint: string | undefined): Trained {
  try {
    return readTrained(folder, checkpoint);
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error));
  }
}

/** Does `work` on a backend, which it lets go of afterwards. @throws InputError, RunError */
export async function onBackend<R>(
  job: Job,
  requested: BackendName | undefined,
  work: (backend: Backend) => Promise<R>,
): Promise<R> {
  try {
    const { backend } = await chooseBackend({ requested, threads: job.threads });
    try {
      return await work(backend);
    } finally {
      await backend.dispose();
    }
  } catch (error) {
    if (error instanceof InputError || error instanceof UsageError) throw error;
    const { code, message } = failureOf(error, job);
    if (code === 'internal') throw error;
    throw code === 'data' ? new InputError(message) : new RunError(message);
  }
}

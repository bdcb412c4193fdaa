/** Starts a run: a folder, a lock, the training loop; whatever happens ends in an `end` record. */
import type { Job } from '../protocol/job.ts';
import type { EndRecord, RunInfo } from '../protocol/records.ts';
import { RunFolder } from '../runs/folder.ts';
import { lockRun } from '../runs/lock.ts';
import { UncoveredError, uncovered } from '../uncovered.ts';
import { failureOf } from './failure.ts';
import { type Run, RunState } from './run.ts';
import { Training } from './train.ts';

/**
 * @throws Error when the job asks for something that this engine does not run, when the run folder cannot be made or
 * another engine holds it; everything later is in the run's end.
 */
export async function startRun(job: Job, version: string): Promise<Run> {
  const missing = uncovered(job);
  if (missing.length > 0) throw new UncoveredError(missing);
  const folder = job.run === undefined ? RunFolder.create(job.root, job.graph.model) : RunFolder.createAt(job.run);
  const unlock = lockRun(folder.path);
  const info: RunInfo = {
    version: 1,
    id: folder.id,
    created: new Date().toISOString(),
    job,
    versions: { netwright: version, node: process.versions.node },
  };
  folder.writeInfo(info);
  const state = new RunState(info);
  const training = new Training(job, state, folder);
  const begun = performance.now();
  const end = async (): Promise<EndRecord> => {
    const outcome = await training.run().then(
      (reason) => ({ reason }),
      (error: unknown) => ({ reason: 'failed' as const, ...failureOf(error) }),
    );
    const record: EndRecord = {
      type: 'end',
      ...outcome,
      ...training.position,
      seconds: (performance.now() - begun) / 1000,
    };
    folder.append(record);
    folder.close();
    unlock();
    state.add(record);
    return record;
  };
  // The first events come after whoever starts the run has had the chance to listen.
  const done = new Promise<void>((resolve) => setImmediate(resolve)).then(end);
  return {
    folder: folder.path,
    get info() {
      return state.info;
    },
    records: state.records,
    get progress() {
      return state.progress;
    },
    events: state.events,
    stop: async () => {
      state.stopping = true;
      await done;
    },
    done,
  };
}

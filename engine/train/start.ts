/** Starts a run, or goes on with one: a folder, a lock, the training loop; whatever happens ends in an `end` record. */
import { chooseBackend } from '../backends/choose.ts';
import type { Job } from '../protocol/job.ts';
import type { EndRecord, RunInfo, RunRecord } from '../protocol/records.ts';
import type { Checkpoint } from '../runs/checkpoint.ts';
import { RunFolder } from '../runs/folder.ts';
import { lockRun } from '../runs/lock.ts';
import { remembers, UncoveredError, uncovered } from '../uncovered.ts';
import { failureOf } from './failure.ts';
import { NeighborsTraining } from './neighbors.ts';
import { atStart, type Position } from './position.ts';
import { readRun } from './resume.ts';
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
  return go({ job, info, folder, unlock, records: [], checkpoint: null });
}

/**
 * Goes on with a run from its last checkpoint, on the backend it had where that still works. What is recorded after the
 * checkpoint is dropped: it is made again.
 * @throws Error when there is no run, it has finished, or an engine is at work on it.
 */
export async function resumeRun(path: string): Promise<Run> {
  const unlock = lockRun(path);
  try {
    const { info, records, checkpoint } = readRun(path);
    const folder = RunFolder.reopen(path, records, (checkpoint?.state ?? atStart()).step);
    return go({ job: info.job, info, folder, unlock, records, checkpoint });
  } catch (error) {
    unlock();
    throw error;
  }
}

interface Begun {
  readonly job: Job;
  readonly info: RunInfo;
  readonly folder: RunFolder;
  readonly unlock: () => void;
  readonly records: readonly RunRecord[];
  readonly checkpoint: Checkpoint<Position> | null;
}

function go({ job, info, folder, unlock, records, checkpoint }: Begun): Run {
  const state = new RunState(info, records);
  const training = remembers(job.graph)
    ? new NeighborsTraining(job, state, folder, chooseBackend)
    : new Training(job, state, folder, checkpoint, chooseBackend);
  const begun = performance.now();
  const end = async (): Promise<EndRecord> => {
    const outcome = await training.run().catch((error: unknown) => ({
      reason: 'failed' as const,
      ...failureOf(error, job),
    }));
    const record: EndRecord = {
      type: 'end',
      ...outcome,
      step: training.position.step,
      epoch: training.position.epochs,
      seconds: (performance.now() - begun) / 1000,
    };
    try {
      folder.append(record);
    } catch {
      // A disk that is full takes no end either; whoever watches is told all the same.
    }
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

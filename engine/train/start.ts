/** Starts a run, or goes on with one: a folder, a lock, the training loop; whatever happens ends in an `end` record. */
import { chooseBackend } from '../backends/choose.ts';
import { lastCheckpoint } from '../protocol/going-on.ts';
import type { Job } from '../protocol/job.ts';
import type { EndRecord, RunInfo, RunRecord } from '../protocol/records.ts';
import type { Checkpoint } from '../runs/checkpoint.ts';
import { RunFolder } from '../runs/folder.ts';
import { lockRun } from '../runs/lock.ts';
import { remembers, UncoveredError, uncovered } from '../uncovered.ts';
import { failureOf } from './failure.ts';
import { NeighborsTraining } from './neighbors.ts';
import { requireOneTraining } from './one-training.ts';
import { atStart, type Position } from './position.ts';
import { readRun } from './resume.ts';
import type { Run } from './run.ts';
import { RunLog } from './run-log.ts';
import { Training } from './train.ts';

/**
 * @throws Error when the job asks for something that this engine does not run or for several trainings, when the run folder cannot be made or
 * another engine holds it; everything later is in the run's end.
 */
export async function startRun(job: Job, version: string): Promise<Run> {
  const missing = uncovered(job);
  if (missing.length > 0) throw new UncoveredError(missing);
  requireOneTraining(job);
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
  const log = new RunLog({ folder, info, before: records, seconds: lastCheckpoint(records)?.seconds ?? 0 });
  const stopping = new AbortController();
  const work = { job, log, stopping: stopping.signal, choose: chooseBackend };
  const training = remembers(job.graph)
    ? new NeighborsTraining(work)
    : new Training({ ...work, folder: folder.path, checkpoint });
  const end = async (): Promise<EndRecord> => {
    const outcome = await training.run().catch((error: unknown) => ({
      reason: 'failed' as const,
      ...failureOf(error, job),
    }));
    const { step, epochs: epoch } = training.position;
    const record: EndRecord = { type: 'end', ...outcome, step, epoch, seconds: log.seconds };
    log.end(record, unlock);
    return record;
  };
  // The first events come after whoever starts the run has had the chance to listen.
  const done = new Promise<void>((resolve) => setImmediate(resolve)).then(end);
  return {
    folder: folder.path,
    get info() {
      return log.info;
    },
    get records() {
      return log.records;
    },
    get progress() {
      return log.progress;
    },
    events: log.events,
    stop: async () => {
      stopping.abort();
      await done;
    },
    done,
  };
}

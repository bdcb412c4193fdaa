/** A run as others see it: where it stands, what it has said so far, what it says next, and its end. */
import type { EventEmitter } from 'node:events';
import type { EndRecord, Progress, RunInfo, RunRecord } from '../protocol/records.ts';

export interface RunEvents {
  record: [RunRecord];
  progress: [Progress];
  info: [RunInfo];
}

export interface Run {
  /** Absolute path. */
  readonly folder: string;
  readonly info: RunInfo;
  /** Read from the disk each time: a long run has many. */
  readonly records: readonly RunRecord[];
  readonly progress: Progress | null;
  readonly events: EventEmitter<RunEvents>;
  /** Ends the run at the next step, with a checkpoint written; resolves when that is done. */
  stop(): Promise<void>;
  /** Never rejects: a failure is an end too. */
  readonly done: Promise<EndRecord>;
}

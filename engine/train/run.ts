/** A run as others see it: where it stands, what it has said so far, what it says next, and its end. */
import { EventEmitter } from 'node:events';
import type { EndRecord, Progress, RunInfo, RunRecord } from '../protocol/records.ts';

interface Events {
  record: [RunRecord];
  progress: [Progress];
  info: [RunInfo];
}

export interface Run {
  /** Absolute path. */
  readonly folder: string;
  readonly info: RunInfo;
  readonly records: readonly RunRecord[];
  readonly progress: Progress | null;
  readonly events: EventEmitter<Events>;
  /** Ends the run at the next step, with a checkpoint written; resolves when that is done. */
  stop(): Promise<void>;
  /** Never rejects: a failure is an end too. */
  readonly done: Promise<EndRecord>;
}

/** What the training loop tells of a run, kept and passed on. */
export class RunState {
  readonly events = new EventEmitter<Events>();
  readonly records: RunRecord[];
  info: RunInfo;
  progress: Progress | null = null;
  stopping = false;

  /** `records`: of a run that goes on, those that still count. */
  constructor(info: RunInfo, records: readonly RunRecord[]) {
    this.info = info;
    this.records = [...records];
    // Any number of clients may watch.
    this.events.setMaxListeners(0);
  }

  setInfo(info: RunInfo): void {
    this.info = info;
    this.events.emit('info', info);
  }

  add(record: RunRecord): void {
    this.records.push(record);
    this.events.emit('record', record);
  }

  setProgress(progress: Progress): void {
    this.progress = progress;
    this.events.emit('progress', progress);
  }
}

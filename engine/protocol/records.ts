/** The records of a run: the lines of `metrics.jsonl`, and what a connected client receives. Times are ISO 8601, durations seconds. */
import type { BackendName, BackendReport, Job } from './job.ts';

/** `run.json`: all that is needed to understand the run, or to do it again. */
export interface RunInfo {
  readonly version: 1;
  /** The name of the run folder. */
  readonly id: string;
  readonly created: string;
  readonly job: Job;
  /** Absent until a backend is chosen. */
  readonly backend?: BackendReport;
  readonly threads?: number;
  /** Netwright, node, tfjs and, where used, TensorFlow. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface Scores {
  /** Mean loss per image, regularization not counted. */
  readonly loss: number;
  /** Share of images whose highest score is the true class, 0 to 1. */
  readonly accuracy: number;
}

export interface StartRecord {
  readonly type: 'start';
  readonly time: string;
  readonly backend: BackendName;
  readonly device: string;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly batch: number;
  readonly trainImages: number;
  readonly valImages: number;
  readonly params: number;
}

export interface StepRecord extends Scores {
  readonly type: 'step';
  /** Counts from 1 over the whole run. */
  readonly step: number;
  /** Counts from 1. */
  readonly epoch: number;
  readonly regularization: number;
  readonly lr: number;
  /** Duration of the step in milliseconds. */
  readonly ms: number;
}

export interface EpochRecord {
  readonly type: 'epoch';
  readonly epoch: number;
  readonly step: number;
  /** Running mean over the steps of the epoch. */
  readonly train: Scores;
  readonly val: Scores;
  /** What the metrics of the `train` measure on the validation samples, by their words; `null`: nothing was counted. */
  readonly metrics?: Readonly<Record<string, number | null>>;
  readonly seconds: number;
}

export interface CheckpointRecord {
  readonly type: 'checkpoint';
  readonly step: number;
  readonly epoch: number;
  /** Relative to the run folder. */
  readonly file: string;
  /** Best validation accuracy so far. */
  readonly best: boolean;
}

export interface EndRecord {
  readonly type: 'end';
  readonly reason: 'finished' | 'stopped' | 'failed';
  /** Of a failure: whose fault it is. */
  readonly code?: 'data' | 'nan' | 'memory' | 'backend' | 'internal';
  /** Of a failure: what happened and the way out. */
  readonly message?: string;
  readonly step: number;
  readonly epoch: number;
  readonly seconds: number;
}

export type RunRecord = StartRecord | StepRecord | EpochRecord | CheckpointRecord | EndRecord;

/** What is going on right now; not written to disk. */
export interface Progress {
  readonly phase: 'backend' | 'data' | 'training' | 'validation' | 'checkpoint';
  /** In words: `reading train-images-idx3-ubyte.gz`. */
  readonly detail: string;
  /** Share of the whole run that is done, 0 to 1. */
  readonly done: number;
  /** Absent until it can be told. */
  readonly secondsLeft?: number;
}

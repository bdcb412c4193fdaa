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
  /** Mean loss per sample, regularization not counted; of nearest neighbors the share that is wrong. */
  readonly loss: number;
  /** Share of samples whose highest score is the true class, 0 to 1; absent where the model tells no classes apart. */
  readonly accuracy?: number;
  /** What the metrics of the train measure, by their words; `null`: nothing was counted. */
  readonly metrics?: Readonly<Record<string, number | null>>;
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

/** The weights that a training started from. */
export interface WeightsRecord {
  readonly type: 'weights';
  /** As the model file names it. */
  readonly file: string;
  readonly loaded: readonly string[];
  /** Of the model, not in the file; they were initialized. */
  readonly missing: readonly string[];
  /** In the file, of no use to the model. */
  readonly unused: readonly string[];
  /** Of another shape, or left out by the patterns. */
  readonly left: readonly string[];
}

/** A run goes on after a stop or a crash, from its last checkpoint. */
export interface ResumeRecord {
  readonly type: 'resume';
  readonly time: string;
  readonly step: number;
  readonly epoch: number;
  readonly backend: BackendName;
  readonly device: string;
  /** What is not as it was, in words: then the numbers need not be the same to the last bit. */
  readonly differences: readonly string[];
}

/** Items of the data that could not be read and were left out. */
export interface CorruptRecord {
  readonly type: 'corrupt';
  readonly item: string;
  readonly reason: string;
}

export interface StepRecord extends Scores {
  readonly type: 'step';
  /** Counts from 1 over the whole run. */
  readonly step: number;
  /** Counts from 1. */
  readonly epoch: number;
  readonly regularization: number;
  readonly lr: number;
  /** Euclidean norm of all gradients before they were clipped; absent where they are not. */
  readonly gradientNorm?: number;
  /** Duration of the step in milliseconds. */
  readonly ms: number;
}

export interface EpochRecord {
  readonly type: 'epoch';
  /** Counts over all stages. */
  readonly epoch: number;
  readonly step: number;
  /** The stage it belongs to, where the training has stages. */
  readonly stage?: string;
  /** Running mean over the steps of the epoch; of nearest neighbors over as many training samples as validate. */
  readonly train: Scores;
  readonly val: Scores;
  readonly seconds: number;
  /** How long the training waited for data, in seconds. */
  readonly waited: number;
}

export interface CheckpointRecord {
  readonly type: 'checkpoint';
  readonly step: number;
  readonly epoch: number;
  /** Relative to the run folder. */
  readonly file: string;
  /** Whether the validation is the best so far, over all stages. */
  readonly best: boolean;
  /** How long the run had taken: what goes on from here counts on. Not in the file, which is the same for the same seed. */
  readonly seconds?: number;
}

export interface EndRecord {
  readonly type: 'end';
  readonly reason: 'finished' | 'stopped' | 'failed';
  /** Of a failure: whose fault it is. */
  readonly code?: 'data' | 'nan' | 'memory' | 'backend' | 'disk' | 'internal';
  /** Of a failure: what happened and the way out. Of an early end: why. */
  readonly message?: string;
  readonly step: number;
  readonly epoch: number;
  /** Of all that counts: a run that was resumed has taken its earlier sessions too, up to the checkpoints that were gone on from. */
  readonly seconds: number;
}

export type RunRecord =
  | StartRecord
  | WeightsRecord
  | ResumeRecord
  | CorruptRecord
  | StepRecord
  | EpochRecord
  | CheckpointRecord
  | EndRecord;

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

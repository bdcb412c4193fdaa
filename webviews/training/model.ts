/** What the panel knows of its run: state and deltas folded into one value. No DOM. */
import type {
  CheckpointRecord,
  EndRecord,
  EpochRecord,
  Progress,
  RunInfo,
  RunRecord,
  StartRecord,
} from '../../engine/protocol/records.ts';
import type { Connection, ToTrainingView } from '../protocol/training.ts';
import type { Curves } from '../shared/curve-chart.ts';
import { assertNever } from '../shared/host.ts';
import type { NotedRecord } from './notes.ts';

export class TrainingModel {
  info: RunInfo | null = null;
  progress: Progress | null = null;
  connection: Connection = { state: 'connecting' };
  start: StartRecord | null = null;
  end: EndRecord | null = null;
  epochs: EpochRecord[] = [];
  /** Where the run goes on from when it is resumed. */
  checkpoint: CheckpointRecord | null = null;
  /** What happened to the run, in order: see `notes.ts`. */
  events: NotedRecord[] = [];
  /** The epoch with the best validation so far. */
  #best: number | null = null;
  step = 0;
  readonly #steps: number[] = [];
  readonly #loss: number[] = [];
  readonly #accuracy: number[] = [];
  /** Durations of the latest steps, milliseconds. */
  #recent: number[] = [];

  receive(message: ToTrainingView): void {
    switch (message.type) {
      case 'state':
        this.#reset();
        this.info = message.info;
        this.progress = message.progress;
        this.connection = message.connection;
        this.#add(message.records);
        return;
      case 'records':
        this.#add(message.records);
        return;
      case 'progress':
        this.progress = message.progress;
        return;
      case 'info':
        this.info = message.info;
        return;
      case 'connection':
        this.connection = message.connection;
        return;
      default:
        assertNever(message);
    }
  }

  #reset(): void {
    this.start = null;
    this.end = null;
    this.epochs = [];
    this.checkpoint = null;
    this.events = [];
    this.#best = null;
    this.step = 0;
    for (const list of [this.#steps, this.#loss, this.#accuracy]) list.length = 0;
    this.#recent = [];
  }

  #add(records: readonly RunRecord[]): void {
    for (const record of records) {
      switch (record.type) {
        case 'start':
          this.start = record;
          break;
        case 'step':
          this.step = record.step;
          this.#steps.push(record.step);
          this.#loss.push(record.loss);
          this.#accuracy.push(record.accuracy ?? Number.NaN);
          this.#recent = [...this.#recent.slice(-19), record.ms];
          break;
        case 'epoch':
          this.epochs = [...this.epochs, record];
          break;
        case 'end':
          this.end = record;
          this.events = [...this.events, record];
          break;
        case 'checkpoint':
          this.checkpoint = record;
          if (record.best) this.#best = record.epoch;
          break;
        case 'corrupt':
        case 'weights':
        case 'resume':
          this.events = [...this.events, record];
          break;
        default:
          assertNever(record);
      }
    }
  }

  get lossCurves(): Curves {
    return this.#curves(this.#loss, (epoch) => epoch.val.loss);
  }

  get accuracyCurves(): Curves {
    return this.#curves(this.#accuracy, (epoch) => epoch.val.accuracy ?? Number.NaN);
  }

  /** What a metric measures after every epoch, of the validation only. */
  metricCurves(name: string): Curves {
    const validation = {
      x: this.epochs.map(({ step }) => step),
      y: this.epochs.map(({ val }) => val.metrics?.[name] ?? Number.NaN),
    };
    return { train: { x: [], y: [] }, validation };
  }

  #curves(values: readonly number[], pick: (epoch: EpochRecord) => number): Curves {
    return {
      train: { x: this.#steps, y: values },
      validation: { x: this.epochs.map(({ step }) => step), y: this.epochs.map(pick) },
    };
  }

  /** Of the latest steps; `null` before the first. */
  get imagesPerSecond(): number | null {
    if (this.start === null || this.#recent.length === 0) return null;
    const mean = this.#recent.reduce((a, b) => a + b, 0) / this.#recent.length;
    return (1000 * this.start.batch) / mean;
  }

  /** Whether the model tells classes apart, as far as is known. */
  get hasAccuracy(): boolean {
    return this.#accuracy.length === 0 || this.#accuracy.some((share) => !Number.isNaN(share));
  }

  /** The metrics of the train, in order. */
  get metrics(): readonly string[] {
    return Object.keys(this.epochs.at(-1)?.val.metrics ?? {});
  }

  get best(): EpochRecord | null {
    return this.epochs.find(({ epoch }) => epoch === this.#best) ?? null;
  }
}

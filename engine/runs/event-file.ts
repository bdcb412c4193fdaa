/** A run for TensorBoard: scalars by step, in a file of their own for every start or resume. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileStart, type Scalar, scalarEvent, sessionStart } from '../../formats/tensorboard.ts';
import type { RunRecord, Scores } from '../protocol/records.ts';

export class EventFile {
  readonly #file: number;

  /** `step`: of a run that goes on, the last one that counts. */
  constructor(folder: string, step: number | null) {
    const seconds = Date.now() / 1000;
    // The name that TensorBoard looks for; the process id keeps two starts in one second apart.
    const name = `events.out.tfevents.${Math.floor(seconds)}.netwright.${process.pid}`;
    this.#file = openSync(join(folder, name), 'a');
    writeSync(this.#file, fileStart(seconds));
    if (step !== null) writeSync(this.#file, sessionStart(seconds, step + 1));
  }

  add(record: RunRecord): void {
    const scalars = scalarsOf(record);
    if (scalars.length > 0 && 'step' in record)
      writeSync(this.#file, scalarEvent(Date.now() / 1000, record.step, scalars));
  }

  close(): void {
    closeSync(this.#file);
  }
}

function scalarsOf(record: RunRecord): Scalar[] {
  if (record.type === 'step')
    return [...scoresOf('step', record), { tag: 'learning_rate', value: record.lr }].filter(finite);
  if (record.type !== 'epoch') return [];
  return [...scoresOf('train', record.train), ...scoresOf('val', record.val)].filter(finite);
}

const finite = ({ value }: Scalar) => Number.isFinite(value);

function scoresOf(part: string, { loss, accuracy, metrics = {} }: Scores): Scalar[] {
  return [
    { tag: `loss/${part}`, value: loss },
    ...(accuracy === undefined ? [] : [{ tag: `accuracy/${part}`, value: accuracy }]),
    ...Object.entries(metrics).map(([name, value]) => ({ tag: `${name}/${part}`, value: value ?? Number.NaN })),
  ];
}

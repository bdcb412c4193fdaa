/**
 * The folder of a run: `run.json`, append-only `metrics.jsonl`, checkpoints. Everything is readable without this
 * software, and nothing half-written ever stands under its own name.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RunInfo, RunRecord } from '../protocol/records.ts';
import { EventFile } from './event-file.ts';
import { writeAtomically } from './write.ts';

const METRICS = 'metrics.jsonl';

/** `2026-11-23T18-40-05`, in local time: what a person looks for. */
function stamp(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${[two(date.getHours()), two(date.getMinutes()), two(date.getSeconds())].join('-')}`;
}

/** Where the runs of a workspace stand. */
export const runsFolder = (root: string): string => join(root, '.netwright', 'runs');

/** Makes a new, empty folder named for the time; a number is added where two start in one second. */
export function createNamed(root: string, kind: 'runs' | 'searches', what: string): string {
  const parent = join(root, '.netwright', kind);
  mkdirSync(parent, { recursive: true });
  const ignore = join(root, '.netwright', '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  const name = `${stamp(new Date())}-${what}`;
  for (let n = 1; ; n++) {
    const path = join(parent, n === 1 ? name : `${name}-${n}`);
    try {
      mkdirSync(path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

export class RunFolder {
  readonly path: string;
  readonly #metrics: number;
  readonly #events: EventFile;

  private constructor(path: string, step: number | null) {
    this.path = path;
    mkdirSync(join(path, 'checkpoints'), { recursive: true });
    this.#metrics = openSync(join(path, METRICS), 'a');
    this.#events = new EventFile(path, step);
  }

  /** A new folder named for the time and the model. */
  static create(root: string, model: string): RunFolder {
    return new RunFolder(createNamed(root, 'runs', model), null);
  }

  /** A new folder at a path the person chose. @throws Error when there is a run already. */
  static createAt(path: string): RunFolder {
    if (existsSync(join(path, 'run.json')))
      throw new Error(`There is a run in ${path} already; choose another folder.`);
    mkdirSync(path, { recursive: true });
    return new RunFolder(path, null);
  }

  /** The folder of a run that goes on after `step`; `records` are those that still count. */
  static reopen(path: string, records: readonly RunRecord[], step: number): RunFolder {
    writeAtomically(join(path, METRICS), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    return new RunFolder(path, step);
  }

  get id(): string {
    return basename(this.path);
  }

  writeInfo(info: RunInfo): void {
    writeAtomically(join(this.path, 'run.json'), `${JSON.stringify(info, null, 2)}\n`);
  }

  /** One line, in one write. */
  append(record: RunRecord): void {
    writeSync(this.#metrics, `${JSON.stringify(record)}\n`);
    this.#events.add(record);
  }

  close(): void {
    closeSync(this.#metrics);
    this.#events.close();
  }
}

/** The records of a run; what a crash has cut off is left out. */
export function readRecords(path: string): RunRecord[] {
  const file = join(path, METRICS);
  if (!existsSync(file)) return [];
  // What stands after the last line end is empty, or torn.
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const records: RunRecord[] = [];
  for (const line of lines) {
    try {
      records.push(JSON.parse(line) as RunRecord);
    } catch {
      // A block of the disk that was never written reads as zeros: nothing after it counts.
      break;
    }
  }
  return records;
}

/** @throws Error when there is no run, or its description is damaged. */
export function readInfo(path: string): RunInfo {
  const file = join(path, 'run.json');
  if (!existsSync(file)) throw new Error(`${path} is no run folder: it has no run.json.`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunInfo;
  } catch {
    throw new Error(`${file} is damaged: it is not JSON.`);
  }
}

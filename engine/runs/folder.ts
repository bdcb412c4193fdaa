/**
 * The folder of a run: `run.json`, append-only `metrics.jsonl`, checkpoints. Everything is readable without this
 * software, and nothing half-written ever stands under its own name.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { writeSafetensors } from '../../formats/safetensors.ts';
import type { NumbersByName } from '../network/network.ts';
import type { RunInfo, RunRecord } from '../protocol/records.ts';

/** `2026-11-23T18-40-05`, in local time: what a person looks for. */
function stamp(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${[two(date.getHours()), two(date.getMinutes()), two(date.getSeconds())].join('-')}`;
}

/** Writes beside, syncs, renames. */
export function writeAtomically(path: string, contents: string | Uint8Array, mode = 0o644): void {
  const beside = `${path}.${process.pid}.tmp`;
  const file = openSync(beside, 'w', mode);
  try {
    writeFileSync(file, contents);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}

/** Where the runs of a workspace stand. */
export const runsFolder = (root: string): string => join(root, '.netwright', 'runs');

/** Makes a new, empty run folder; a number is added where two runs start in one second. */
function create(root: string, model: string): string {
  const runs = runsFolder(root);
  mkdirSync(runs, { recursive: true });
  const ignore = join(root, '.netwright', '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  const name = `${stamp(new Date())}-${model}`;
  for (let n = 1; ; n++) {
    const path = join(runs, n === 1 ? name : `${name}-${n}`);
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

  private constructor(path: string) {
    this.path = path;
    mkdirSync(join(path, 'checkpoints'), { recursive: true });
    this.#metrics = openSync(join(path, 'metrics.jsonl'), 'a');
  }

  /** A new folder named for the time and the model. */
  static create(root: string, model: string): RunFolder {
    return new RunFolder(create(root, model));
  }

  /** A new folder at a path the person chose. @throws Error when there is a run already. */
  static createAt(path: string): RunFolder {
    if (existsSync(join(path, 'run.json')))
      throw new Error(`There is a run in ${path} already; choose another folder.`);
    mkdirSync(path, { recursive: true });
    return new RunFolder(path);
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
  }

  /** `name` is relative to the run folder; gives it back. */
  writeTensors(name: string, tensors: NumbersByName, metadata: Readonly<Record<string, string>>): string {
    writeAtomically(join(this.path, name), writeSafetensors({ tensors, metadata }));
    return name;
  }

  close(): void {
    closeSync(this.#metrics);
  }
}

/** The records of a run; a last line that was cut off by a crash is left out. */
export function readRecords(path: string): RunRecord[] {
  const lines = readFileSync(join(path, 'metrics.jsonl'), 'utf8').split('\n');
  // What stands after the last line end is empty, or torn.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as RunRecord);
}

export const readInfo = (path: string): RunInfo => JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')) as RunInfo;

/** Files of a test in a folder that goes with it, and sources opened over them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Call } from '../../../model/catalog/arguments.ts';
import type { SampleSource } from '../samples.ts';
import { openSource } from './index.ts';

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'netwright-source-'));

  write(name: string, contents: Uint8Array | string): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
    return path;
  }

  open(name: string, args: Call['args'], seed = 1): Promise<SampleSource> {
    return openSource({ source: { name, args }, base: this.path, seed });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** All values of a column, sample after sample. */
export async function columnOf(source: SampleSource, name: string): Promise<number[][]> {
  const samples = Array.from({ length: source.count }, async (_, i) => [...((await source.read(i))[name] ?? [])]);
  return Promise.all(samples);
}

export const dataError = (message: RegExp) => ({ name: 'DataError', message });

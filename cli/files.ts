/** Model files by name, by folder or from standard input, analyzed. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { factsNow } from '../server/data/now.ts';
import {
  type Analysis,
  type AnalyzeOptions,
  analyze,
  type FoundConfig,
  Library,
  Projects,
} from '../server/language/index.ts';
import { InputError, UsageError } from './terminal/exit.ts';

export interface ModelFile {
  readonly path: string;
  /** Whether the files of its data have been looked into. */
  readonly data?: boolean;
  readonly analysis: Analysis;
  /** The `netwright.json` that holds for it. */
  readonly config: FoundConfig;
}

const SKIPPED = new Set(['node_modules', '.git', '.netwright']);

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesIn(path);
      return entry.isFile() && entry.name.endsWith('.nn') ? [path] : [];
    })
    .sort();
}

function expand(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new InputError(`There is no file or folder ${path}.`);
  if (!found.isDirectory()) return [path];
  const files = filesIn(path);
  if (files.length === 0) throw new InputError(`There is no .nn file in ${path}.`);
  return files;
}

function read(path: string): string | { readonly problem: string } {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { problem: code === 'ENOENT' ? 'There is no such file.' : 'The file cannot be read.' };
  }
}

/** Imported files, each read once. */
export const library = new Library(read);

const projects = new Projects(read);

/** How a model file is checked: imports and the project's settings are read from disk; with `data` the files of its data are looked into as well. */
export const optionsFor = (path: string, data = false): AnalyzeOptions => ({
  library,
  config: projects.of(resolve(path)).config,
  ...(data ? { factsOf: factsNow(path) } : {}),
});

/** The model file with this text. */
export const modelFile = (path: string, contents: string, data = false): ModelFile => ({
  path,
  data,
  analysis: analyze(path, contents, optionsFor(path, data)),
  config: projects.of(resolve(path)),
});

export function readModelFile(path: string, data = false): ModelFile {
  try {
    return modelFile(path, readFileSync(path, 'utf8'), data);
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** What standard input is called. */
export const STANDARD_INPUT = '<stdin>';

/** `-` is standard input. */
export async function readModelFiles(paths: readonly string[], data = false): Promise<ModelFile[]> {
  if (paths.length === 0) throw new UsageError('Name a file, a folder or - for standard input.');
  const files: ModelFile[] = [];
  for (const path of paths) {
    // What comes from standard input stands in no folder that its data could be beside.
    if (path === '-') files.push(modelFile(STANDARD_INPUT, await text(process.stdin)));
    else files.push(...expand(path).map((file) => readModelFile(file, data)));
  }
  return files;
}

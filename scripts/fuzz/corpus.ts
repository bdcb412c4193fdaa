/** The files that are damaged: every example and network of the zoo, its blocks, and the files of diagnostics. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, Library } from '../../server/language/index.ts';

const root = join(import.meta.dirname, '..', '..');

export interface Source {
  /** The path from the root of the repository. */
  readonly file: string;
  readonly text: string;
}

export function corpus(folders: readonly string[] = ['examples', 'server/language/fixtures']): readonly Source[] {
  const found: Source[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(file);
      else if (entry.name.endsWith('.nn')) found.push({ file, text: readFileSync(join(root, file), 'utf8') });
    }
  };
  folders.forEach(walk);
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Reads the files of the corpus as they are, so that a damaged file imports whole ones. */
export function libraryOf(sources: readonly Source[]): Library {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  return new Library((file) => texts.get(file) ?? { problem: 'There is no such file.' });
}

/** Layers of a network that is deep by repetition. */
const DEEP = 200;

/** The files as they are drawn: deep networks an eighth as often, since more of the same finds little and takes most of the time. */
export function toDraw(sources: readonly Source[]): readonly Source[] {
  const library = libraryOf(sources);
  return sources.flatMap((source) => {
    const { models } = analyze(source.file, source.text, { library });
    const layers = models.reduce((sum, { graph }) => sum + graph.layers.length, 0);
    return new Array<Source>(layers > DEEP ? 1 : 8).fill(source);
  });
}

/** The `netwright.json` of model files, each once, with what is wrong in it. */
import { relative } from 'node:path';
import type { Diagnostic } from '../server/language/index.ts';
import type { ModelFile } from './files.ts';

/** A text with what is said of it. */
export interface CheckedText {
  readonly path: string;
  readonly analysis: { readonly text: string; readonly diagnostics: readonly Diagnostic[] };
}

export function projectFiles(files: readonly ModelFile[]): CheckedText[] {
  const found = new Map(files.map(({ config }) => [config.file, config]));
  return [...found.values()].flatMap(({ file, text, diagnostics }) =>
    file === null ? [] : [{ path: relative('', file), analysis: { text, diagnostics } }],
  );
}

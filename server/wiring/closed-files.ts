/** Diagnostics of files that are not open, made again only when the file or one that it imports has changed. */
import type { Diagnostic } from 'vscode-languageserver';
import { diagnostics } from '../features/diagnostics.ts';
import type { Workspace } from '../workspace/workspace.ts';

interface Known {
  /** What was read, each with its state. */
  readonly read: ReadonlyMap<string, string | null>;
  readonly diagnostics: Diagnostic[];
}

export class ClosedFiles {
  readonly #workspace: Workspace;
  readonly #known = new Map<string, Known>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  diagnosticsOf(uri: string): Diagnostic[] {
    const known = this.#known.get(uri);
    if (known !== undefined && [...known.read].every(([file, state]) => this.#workspace.stateOf(file) === state))
      return known.diagnostics;
    const checked = this.#workspace.findFile(uri);
    if (checked === null) return [];
    const read = [uri, ...checked.analysis.imports];
    const fresh = {
      read: new Map(read.map((file) => [file, this.#workspace.stateOf(file)])),
      diagnostics: diagnostics(checked),
    };
    this.#known.set(uri, fresh);
    return fresh.diagnostics;
  }
}

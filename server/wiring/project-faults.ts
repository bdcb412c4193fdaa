/**
 * What is wrong in the `netwright.json` of the models that were looked at. Editors do not ask for it, as the file is none
 * of our documents, so all of them are told, and told again when it has changed or gone.
 */
import type { Connection, Diagnostic } from 'vscode-languageserver';
import { plainDiagnostic } from '../features/diagnostics.ts';
import type { Workspace } from '../workspace/workspace.ts';

export class ProjectFaults {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  /** What is shown of each file; a file of which nothing is shown is not in it. */
  readonly #told = new Map<string, string>();

  constructor(connection: Connection, workspace: Workspace) {
    this.#connection = connection;
    this.#workspace = workspace;
  }

  tell(): void {
    const found = new Map(
      this.#workspace
        .projects([...this.#told.keys()])
        .map(({ document, diagnostics }) => [
          document.uri,
          diagnostics.map((fault) => plainDiagnostic(document, fault)),
        ]),
    );
    for (const [uri, diagnostics] of found) this.#send(uri, diagnostics);
    for (const uri of [...this.#told.keys()]) if (!found.has(uri)) this.#send(uri, []);
  }

  #send(uri: string, diagnostics: Diagnostic[]): void {
    const now = diagnostics.length === 0 ? undefined : JSON.stringify(diagnostics);
    if (this.#told.get(uri) === now) return;
    if (now === undefined) this.#told.delete(uri);
    else this.#told.set(uri, now);
    void this.#connection.sendDiagnostics({ uri, diagnostics });
  }
}

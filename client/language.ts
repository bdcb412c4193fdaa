/** The language server's process and the editor's connection to it. */
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type JobParams, type JobResult, jobRequest } from '../server/protocol/requests.ts';

export class Language implements vscode.Disposable {
  readonly #client: LanguageClient;

  constructor(context: vscode.ExtensionContext) {
    const module = context.asAbsolutePath('dist/server.mjs');
    const server = { module, transport: TransportKind.ipc };
    this.#client = new LanguageClient(
      'netwright',
      'Netwright',
      { run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
      // Any scheme: unsaved and virtual documents are checked too.
      { documentSelector: [{ language: 'netwright' }] },
    );
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  /** The graph and settings of a train, from the text as it stands in the editor. */
  job(uri: vscode.Uri, train: string): Promise<JobResult> {
    const params: JobParams = { uri: uri.toString(), train };
    return this.#client.sendRequest<JobResult>(jobRequest, params);
  }

  dispose(): void {
    void this.#client.dispose();
  }
}

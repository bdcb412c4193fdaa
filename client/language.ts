/** The language server's process and the editor's connection to it. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { serverFlags } from '../server/protocol/process.ts';
import {
  type ChooseParams,
  chooseRequest,
  type InitializationOptions,
  type InstantiationSummary,
  type InstantiationsParams,
  instantiationsRequest,
  type JobParams,
  type JobResult,
  jobRequest,
  type ReadParams,
  readRequest,
  trustNotification,
} from '../server/protocol/requests.ts';

export class Language implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #trust: vscode.Disposable;

  constructor(context: vscode.ExtensionContext) {
    const module = context.asAbsolutePath('dist/server.mjs');
    const initializationOptions: InitializationOptions = { trusted: vscode.workspace.isTrusted, reads: true };
    const server = { module, transport: TransportKind.ipc };
    this.#client = new LanguageClient(
      'netwright',
      'Netwright',
      {
        run: { ...server, options: { execArgv: [...serverFlags] } },
        debug: { ...server, options: { execArgv: [...serverFlags, '--nolazy', '--inspect=6009'] } },
      },
      // Any scheme: unsaved and virtual documents are checked too.
      { documentSelector: [{ language: 'netwright' }], initializationOptions },
    );
    this.#client.onRequest(readRequest, ({ uri }: ReadParams) => textOf(vscode.Uri.parse(uri)));
    // Imports from outside of the workspace are read from then on.
    this.#trust = vscode.workspace.onDidGrantWorkspaceTrust(
      () => void this.#client.sendNotification(trustNotification),
    );
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  /** The instantiations of a block, to choose one from. */
  instantiations(params: InstantiationsParams): Promise<InstantiationSummary[]> {
    return this.#client.sendRequest<InstantiationSummary[]>(instantiationsRequest, params);
  }

  /** Hints and hover in the block speak of this instantiation from now on. */
  async choose(params: ChooseParams): Promise<void> {
    await this.#client.sendRequest(chooseRequest, params);
  }

  /** The graph and settings of a train, from the text as it stands in the editor. */
  job(uri: vscode.Uri, train: string): Promise<JobResult> {
    const params: JobParams = { uri: uri.toString(), train };
    return this.#client.sendRequest<JobResult>(jobRequest, params);
  }

  dispose(): void {
    this.#trust.dispose();
    void this.#client.dispose();
  }
}

/** Of a file system that only the editor knows; `null` where there is no such file. */
async function textOf(uri: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

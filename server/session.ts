/** One editor that is connected: what it can, what it has set, its documents, and how it is told of changes. */
import {
  type CancellationToken,
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  InlayHintRefreshRequest,
  LSPErrorCodes,
  PositionEncodingKind,
  ResponseError,
  SemanticTokensRefreshRequest,
  TextDocuments,
} from 'vscode-languageserver';
import { diagnostics } from './features/diagnostics.ts';
import type { Checked } from './features/document.ts';
import { defaultHints, type HintSettings } from './features/hint-settings.ts';
import { ProjectFaults } from './wiring/project-faults.ts';
import { documentsIn } from './workspace/encoding.ts';
import { Workspace } from './workspace/workspace.ts';

/** Milliseconds without a keystroke after which other documents are shown anew. */
const QUIET_MS = 300;

export class Session {
  readonly connection: Connection;
  readonly documents;
  readonly workspace: Workspace;
  /** What is wrong in files of settings. */
  readonly projects: ProjectFaults;
  client: ClientCapabilities = {};
  encoding: PositionEncodingKind = PositionEncodingKind.UTF16;
  hints: HintSettings = defaultHints;
  #refresh: NodeJS.Timeout | undefined;

  constructor(connection: Connection) {
    this.connection = connection;
    const configuration = documentsIn(() => this.encoding);
    this.documents = new TextDocuments(configuration);
    this.workspace = new Workspace(this.documents, configuration.create, (uri) => this.recheck([uri]));
    this.projects = new ProjectFaults(connection, this.workspace);
  }

  /** Whether the editor asks for diagnostics itself; others are told. */
  get pullsDiagnostics(): boolean {
    return this.client.textDocument?.diagnostic !== undefined;
  }

  /** Whether edits carry the version of the document they are made for. */
  get versionedEdits(): boolean {
    return this.client.workspace?.workspaceEdit?.documentChanges === true;
  }

  /** An answer about one open document; `otherwise` where it is not open. */
  on<P extends { readonly textDocument: { readonly uri: string } }, R>(
    answer: (checked: Checked, params: P) => R,
    otherwise: R,
  ): (params: P) => R {
    return (params) => {
      const checked = this.workspace.find(params.textDocument.uri);
      return checked === null ? otherwise : answer(checked, params);
    };
  }

  /** An open document with what its blocks are in other files. @throws ResponseError when cancelled or changed meanwhile. */
  async withBlockUses(uri: string, token: CancellationToken): Promise<Checked | null> {
    return this.whileUnchanged(uri, async () => {
      const checked = this.workspace.find(uri);
      return checked === null ? null : this.workspace.blockUses.around(checked, token);
    });
  }

  /** An answer about one open document that also speaks of what its blocks are in other files. */
  onBlocks<P extends { readonly textDocument: { readonly uri: string } }, R>(
    answer: (checked: Checked, params: P) => R,
    otherwise: R,
  ): (params: P, token: CancellationToken) => Promise<R> {
    return async (params, token) => {
      const checked = await this.withBlockUses(params.textDocument.uri, token);
      return checked === null ? otherwise : answer(checked, params);
    };
  }

  /** An answer that takes its time. @throws ResponseError where the document has changed meanwhile. */
  async whileUnchanged<R>(uri: string, work: () => Promise<R>): Promise<R> {
    const version = this.documents.get(uri)?.version;
    const result = await work();
    if (this.documents.get(uri)?.version !== version)
      throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed meanwhile.');
    return result;
  }

  /** Tells what is wrong with documents, where the editor does not ask, and with the project's settings. */
  publish(uris: readonly string[]): void {
    for (const uri of this.pullsDiagnostics ? [] : uris) {
      const checked = this.workspace.find(uri);
      if (checked === null) continue;
      const { version } = checked.document;
      void this.connection.sendDiagnostics({ uri, version, diagnostics: diagnostics(checked) });
    }
    this.projects.tell();
  }

  /** Something around these documents has changed: everything shown of them is asked for or told again. */
  recheck(uris: readonly string[]): void {
    this.publish(uris);
    if (uris.length === 0) return;
    const { workspace } = this.client;
    if (this.pullsDiagnostics && workspace?.diagnostics?.refreshSupport)
      this.#ask(this.connection.languages.diagnostics.refresh());
    if (workspace?.semanticTokens?.refreshSupport)
      this.#ask(this.connection.sendRequest(SemanticTokensRefreshRequest.type));
    this.refreshShown();
  }

  /** What stands beside the text is to be asked for again. */
  refreshShown(): void {
    const { workspace } = this.client;
    if (workspace?.inlayHint?.refreshSupport) this.#ask(this.connection.sendRequest(InlayHintRefreshRequest.type));
    if (workspace?.codeLens?.refreshSupport) this.#ask(this.connection.sendRequest(CodeLensRefreshRequest.type));
  }

  /** The same, when nothing has been typed for a moment. */
  refreshShownSoon(): void {
    clearTimeout(this.#refresh);
    this.#refresh = setTimeout(() => this.refreshShown(), QUIET_MS).unref();
  }

  /** An editor that refuses shows what is old until it asks by itself. */
  #ask(request: Promise<void>): void {
    request.catch(() => {});
  }
}

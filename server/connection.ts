/** The language server over a connection: documents in, one analysis per version, every feature reads it. */
import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  InlayHintRefreshRequest,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { capabilities } from './capabilities.ts';
import { codeActions } from './features/code-action.ts';
import { codeLenses } from './features/code-lens.ts';
import { completions } from './features/completion.ts';
import { diagnostics } from './features/diagnostics.ts';
import type { Checked } from './features/document.ts';
import { documentSymbols } from './features/document-symbol.ts';
import { foldingRanges } from './features/folding-range.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlay-hint.ts';
import { instantiations } from './features/instantiations.ts';
import { job } from './features/job.ts';
import { definition, highlights, prepareRename, references, rename } from './features/navigation.ts';
import { semanticTokens } from './features/semantic-tokens.ts';
import { signatureHelp } from './features/signature-help.ts';
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
  trustNotification,
} from './protocol/requests.ts';
import { Workspace } from './workspace/workspace.ts';

export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace(documents);
  let client: InitializeParams['capabilities'] = {};

  const on =
    <P extends { textDocument: { uri: string } }, R>(answer: (document: Checked, params: P) => R, otherwise: R) =>
    (params: P): R => {
      const document = workspace.find(params.textDocument.uri);
      return document === null ? otherwise : answer(document, params);
    };

  /** Tells what is wrong with documents, and lets the editor ask again for what it shows beside the text. */
  const publish = (uris: readonly string[]) => {
    for (const uri of uris) {
      const found = workspace.find(uri);
      if (found === null) continue;
      void connection.sendDiagnostics({ uri, version: found.document.version, diagnostics: diagnostics(found) });
    }
  };
  const refresh = () => {
    if (client.workspace?.inlayHint?.refreshSupport) void connection.sendRequest(InlayHintRefreshRequest.type);
    if (client.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
  };
  const recheck = (uris: readonly string[]) => {
    if (uris.length === 0) return;
    publish(uris);
    refresh();
  };

  connection.onInitialize((params) => {
    client = params.capabilities;
    const options = params.initializationOptions as InitializationOptions | undefined;
    workspace.files.trusted = options?.trusted ?? true;
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? [];
    workspace.files.folders = folders;
    return { serverInfo: { name: 'netwright' }, capabilities };
  });
  connection.onInitialized(() => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.nn' }],
      });
  });

  documents.onDidChangeContent(({ document: { uri } }) => {
    publish([uri]);
    // What imports it is checked after what is being typed.
    const dependents = workspace.changed(uri);
    if (dependents.length > 0) setImmediate(recheck, dependents);
  });
  documents.onDidClose(({ document: { uri } }) => {
    workspace.closed(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
    recheck(workspace.changed(uri));
  });
  connection.onDidChangeWatchedFiles(({ changes }) => recheck(changes.flatMap(({ uri }) => workspace.changed(uri))));
  connection.onNotification(trustNotification, () => {
    workspace.files.trusted = true;
    recheck(workspace.changedAll());
  });

  connection.onCodeAction(on((document, { range, context }) => codeActions(document, range, context.only), []));
  connection.onCodeLens(on((document) => codeLenses(document), []));
  connection.onCompletion(on((document, { position }) => completions(document, position), []));
  connection.onDefinition(on((document, { position }) => definition(document, position), null));
  connection.onDocumentHighlight(on((document, { position }) => highlights(document, position), []));
  connection.onDocumentSymbol(on((document) => documentSymbols(document), []));
  connection.onFoldingRanges(on((document) => foldingRanges(document), []));
  connection.onHover(on((document, { position }) => hover(document, position), null));
  connection.onPrepareRename(on((document, { position }) => prepareRename(document, position), null));
  connection.onReferences(
    on((document, { position, context }) => references(document, position, context.includeDeclaration), []),
  );
  connection.onRenameRequest(on((document, { position, newName }) => rename(document, position, newName), null));
  connection.onSignatureHelp(on((document, { position }) => signatureHelp(document, position), null));
  connection.languages.semanticTokens.on(on((document) => semanticTokens(document), { data: [] }));
  connection.languages.inlayHint.on(on((document, { range }) => inlayHints(document, range), []));
  connection.onRequest<JobResult, void>(jobRequest, ({ uri, train }: JobParams) => {
    const document = workspace.find(uri);
    return document === null ? { ok: false, message: `${uri} is not open.` } : job(document, train);
  });
  connection.onRequest<InstantiationSummary[], void>(instantiationsRequest, ({ uri, block }: InstantiationsParams) => {
    const document = workspace.find(uri);
    return document === null ? [] : instantiations(document, block);
  });
  connection.onRequest<null, void>(chooseRequest, ({ uri, block, index }: ChooseParams) => {
    workspace.choose(uri, block, index);
    refresh();
    return null;
  });

  documents.listen(connection);
  connection.listen();
}

/** The language server over a connection: documents in, one analysis per version, every feature reads it. */
import { type Connection, PositionEncodingKind, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions } from './features/code-action.ts';
import { codeLenses } from './features/code-lens.ts';
import { completions } from './features/completion.ts';
import { diagnostics } from './features/diagnostics.ts';
import { type Checked, check } from './features/document.ts';
import { documentSymbols } from './features/document-symbol.ts';
import { foldingRanges } from './features/folding-range.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlay-hint.ts';
import { job } from './features/job.ts';
import { definition, highlights, prepareRename, references, rename } from './features/navigation.ts';
import { legend, semanticTokens } from './features/semantic-tokens.ts';
import { signatureHelp } from './features/signature-help.ts';
import { type JobParams, type JobResult, jobRequest } from './protocol/requests.ts';

export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const checked = new Map<string, Checked>();

  /** The analysis of a document as it stands; made once per version. */
  const find = (uri: string): Checked | null => {
    const document = documents.get(uri);
    if (document === undefined) return null;
    const known = checked.get(uri);
    if (known?.document.version === document.version && known.analysis.text === document.getText()) return known;
    const fresh = check(document);
    checked.set(uri, fresh);
    return fresh;
  };
  const on =
    <P extends { textDocument: { uri: string } }, R>(answer: (document: Checked, params: P) => R, otherwise: R) =>
    (params: P): R => {
      const document = find(params.textDocument.uri);
      return document === null ? otherwise : answer(document, params);
    };

  connection.onInitialize(() => ({
    serverInfo: { name: 'netwright' },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: TextDocumentSyncKind.Incremental,
      codeActionProvider: { codeActionKinds: ['quickfix'] },
      codeLensProvider: {},
      completionProvider: { triggerCharacters: ['(', ',', '=', '>', '.'] },
      definitionProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      hoverProvider: true,
      inlayHintProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      semanticTokensProvider: { legend, full: true },
      signatureHelpProvider: { triggerCharacters: ['(', ','] },
    },
  }));

  documents.onDidChangeContent(({ document: { uri } }) => {
    const found = find(uri);
    if (found === null) return;
    void connection.sendDiagnostics({ uri, version: found.document.version, diagnostics: diagnostics(found) });
  });
  documents.onDidClose(({ document: { uri } }) => {
    checked.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
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
    const document = find(uri);
    return document === null ? { ok: false, message: `${uri} is not open.` } : job(document, train);
  });

  documents.listen(connection);
  connection.listen();
}

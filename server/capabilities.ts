/** What the server can, as it tells the editor. */
import { PositionEncodingKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { legend } from './features/semantic-tokens.ts';

export const capabilities: ServerCapabilities = {
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
};

/** Features of one open document: each answers from the analysis of the text as it stands. */
import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensDelta } from 'vscode-languageserver';
import { codeLenses } from '../features/code-lens.ts';
import { resolveItem } from '../features/completion-items.ts';
import { documentLinks } from '../features/document-link.ts';
import { documentSymbols } from '../features/document-symbol.ts';
import { foldingRanges } from '../features/folding-range.ts';
import { formatting, onTypeFormatting } from '../features/format.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlay-hint.ts';
import { definition, highlights, prepareRename } from '../features/navigation.ts';
import { selectionRanges } from '../features/selection-range.ts';
import { semanticTokens } from '../features/semantic-tokens.ts';
import { signatureHelp } from '../features/signature-help.ts';
import type { Session } from '../session.ts';

export function answerDocuments(session: Session): void {
  const { connection } = session;
  const on: Session['on'] = (answer, otherwise) => session.on(answer, otherwise);
  const onBlocks: Session['onBlocks'] = (answer, otherwise) => session.onBlocks(answer, otherwise);
  connection.onCodeLens(onBlocks((checked) => codeLenses(checked), []));
  connection.onCompletionResolve((item) => resolveItem(item));
  connection.onDefinition(on((checked, { position }) => definition(checked, position), null));
  connection.onDocumentFormatting(on((checked) => formatting(checked), []));
  connection.onDocumentHighlight(on((checked, { position }) => highlights(checked, position), []));
  connection.onDocumentLinks(on((checked) => documentLinks(checked), []));
  connection.onDocumentOnTypeFormatting(on((checked, { position, ch }) => onTypeFormatting(checked, position, ch), []));
  connection.onDocumentRangeFormatting(on((checked, { range }) => formatting(checked, range), []));
  connection.onDocumentSymbol(onBlocks((checked) => documentSymbols(checked), []));
  connection.onFoldingRanges(on((checked) => foldingRanges(checked), []));
  connection.onHover(onBlocks((checked, { position }) => hover(checked, position), null));
  connection.onPrepareRename(on((checked, { position }) => prepareRename(checked, position), null));
  connection.onSelectionRanges(on((checked, { positions }) => selectionRanges(checked, positions), []));
  connection.onSignatureHelp(on((checked, { position }) => signatureHelp(checked, position), null));
  connection.languages.inlayHint.on(onBlocks((checked, { range }) => inlayHints(checked, range, session.hints), []));
  answerSemanticTokens(session);
}

/** The last answer of each document is kept, to tell the next one apart from it. */
function answerSemanticTokens(session: Session): void {
  const { semanticTokens: requests } = session.connection.languages;
  const builders = new Map<string, SemanticTokensBuilder>();
  const none: SemanticTokens = { data: [] };
  requests.on(
    session.on((checked) => {
      const builder = new SemanticTokensBuilder();
      builders.set(checked.document.uri, builder);
      return semanticTokens(checked, null, builder).build();
    }, none),
  );
  requests.onDelta(
    session.on((checked, { previousResultId }): SemanticTokens | SemanticTokensDelta => {
      const builder = builders.get(checked.document.uri) ?? new SemanticTokensBuilder();
      builders.set(checked.document.uri, builder);
      builder.previousResult(previousResultId);
      return semanticTokens(checked, null, builder).buildEdits();
    }, none),
  );
  requests.onRange(session.on((checked, { range }) => semanticTokens(checked, range).build(), none));
  session.documents.onDidClose(({ document }) => builders.delete(document.uri));
}

/** An open document with its analysis; ranges of the language become LSP ranges here and nowhere else. */
import type { Range as LspRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze, type Range } from '../language/index.ts';

export interface Checked {
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

export const check = (document: TextDocument): Checked => ({
  document,
  analysis: analyze(document.uri, document.getText()),
});

export const rangeIn = (document: TextDocument, { start, end }: Range): LspRange => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

export const contains = ({ start, end }: Range, offset: number): boolean => start <= offset && offset <= end;

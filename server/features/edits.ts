/** Changes of files as an editor applies them. */
import {
  OptionalVersionedTextDocumentIdentifier,
  TextDocumentEdit,
  TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range, TextChange } from '../language/index.ts';
import { rangeIn } from './document.ts';

export interface FileEdit {
  readonly document: TextDocument;
  readonly edits: readonly TextEdit[];
}

export const replaceAll = (document: TextDocument, ranges: readonly Range[], text: string): FileEdit => ({
  document,
  edits: ranges.map((range) => TextEdit.replace(rangeIn(document, range), text)),
});

export const changesIn = (document: TextDocument, changes: readonly TextChange[]): FileEdit => ({
  document,
  edits: changes.map((change) => TextEdit.replace(rangeIn(document, change), change.text)),
});

/** `versioned`: the editor refuses the edit where a document has changed meanwhile. A file on disk has version 0. */
export function workspaceEdit(files: readonly FileEdit[], versioned: boolean): WorkspaceEdit {
  if (!versioned)
    return { changes: Object.fromEntries(files.map(({ document, edits }) => [document.uri, [...edits]])) };
  return {
    documentChanges: files.map(({ document: { uri, version }, edits }) =>
      TextDocumentEdit.create(OptionalVersionedTextDocumentIdentifier.create(uri, version === 0 ? null : version), [
        ...edits,
      ]),
    ),
  };
}

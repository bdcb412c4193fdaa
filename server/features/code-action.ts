/** Quick fixes: what the diagnostics at a place offer. */
import { type CodeAction, CodeActionKind, type Range as LspRange, TextEdit } from 'vscode-languageserver';
import { diagnostics } from './diagnostics.ts';
import { type Checked, rangeIn } from './document.ts';

/** `only`: the kinds the editor asks for; everything when absent. */
export function codeActions(checked: Checked, range: LspRange, only?: readonly CodeActionKind[]): CodeAction[] {
  if (only?.every((kind) => kind !== '' && kind !== CodeActionKind.QuickFix)) return [];
  const { document, analysis } = checked;
  const from = document.offsetAt(range.start);
  const to = document.offsetAt(range.end);
  const shown = diagnostics(checked);
  return analysis.diagnostics.flatMap((found, i) => {
    const diagnostic = shown[i];
    if (diagnostic === undefined || found.end < from || found.start > to) return [];
    return found.fixes.map(({ title, changes }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: found.fixes.length === 1,
      edit: {
        changes: { [document.uri]: changes.map((change) => TextEdit.replace(rangeIn(document, change), change.text)) },
      },
    }));
  });
}

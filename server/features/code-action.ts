/** Quick fixes of the diagnostics at a place, and actions on the whole file: everything that has one remedy, imports in order. */
import { type CodeAction, CodeActionKind, type Range as LspRange } from 'vscode-languageserver';
import { type Diagnostic, fixAll, type QuickFix, type TextChange } from '../language/index.ts';
import { diagnostics } from './diagnostics.ts';
import { type Checked, optionsOf } from './document.ts';
import { changesIn, workspaceEdit } from './edits.ts';
import { organizedImports } from './organize-imports.ts';

export const codeActionKinds = [
  CodeActionKind.QuickFix,
  CodeActionKind.SourceFixAll,
  CodeActionKind.SourceOrganizeImports,
] as const;

export interface ActionsAsked {
  /** The kinds the editor asks for; everything when absent. */
  readonly only?: readonly CodeActionKind[] | undefined;
  /** Fixes that other files offer for a diagnostic: imports. */
  readonly more?: (found: Diagnostic) => readonly QuickFix[];
  readonly versioned?: boolean;
}

/** Whether one of the kinds that are asked for is the kind or one above it. */
const asks = ({ only }: ActionsAsked, kind: CodeActionKind): boolean =>
  only === undefined || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));

export function codeActions(checked: Checked, range: LspRange, asked: ActionsAsked = {}): CodeAction[] {
  const { document } = checked;
  const edit = (changes: readonly TextChange[]) =>
    workspaceEdit([changesIn(document, changes)], asked.versioned ?? false);
  const whole = (kind: CodeActionKind, title: string, of: () => readonly TextChange[]): CodeAction[] => {
    const changes = asks(asked, kind) ? of() : [];
    return changes.length === 0 ? [] : [{ title, kind, edit: edit(changes) }];
  };
  return [
    ...(asks(asked, CodeActionKind.QuickFix) ? quickFixes(checked, range, asked, edit) : []),
    ...(asked.only === undefined
      ? []
      : [
          ...whole(CodeActionKind.SourceFixAll, 'Fix everything that has one remedy', () => fixesOf(checked)),
          ...whole(CodeActionKind.SourceOrganizeImports, 'Organize imports', () => organizedImports(checked)),
        ]),
  ];
}

/** Steps of checks, of which a large network takes 40,000 and a processor of today 1,000 in a millisecond. */
const MOST_STEPS = 40_000;

const fixesOf = ({ analysis, ...around }: Checked): readonly TextChange[] =>
  fixAll(analysis, optionsOf(around), MOST_STEPS).changes;

function quickFixes(
  checked: Checked,
  range: LspRange,
  { more = () => [] }: ActionsAsked,
  edit: (changes: readonly TextChange[]) => NonNullable<CodeAction['edit']>,
): CodeAction[] {
  const { document, analysis } = checked;
  const from = document.offsetAt(range.start);
  const to = document.offsetAt(range.end);
  const shown = diagnostics(checked);
  return analysis.diagnostics.flatMap((found, i) => {
    const diagnostic = shown[i];
    if (diagnostic === undefined || found.end < from || found.start > to) return [];
    const fixes = [...more(found), ...found.fixes];
    return fixes.map(({ title, changes, preferred }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: preferred ?? fixes.length === 1,
      edit: edit(changes),
    }));
  });
}

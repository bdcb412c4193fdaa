/** Code actions; for what a file does not know, imports from other files are among them. */
import { importables, importChange } from '../features/auto-import.ts';
import { codeActions } from '../features/code-action.ts';
import type { Diagnostic } from '../language/index.ts';
import type { Session } from '../session.ts';
import { collect } from './workspace.ts';

const unknown: ReadonlySet<string> = new Set(['unknown-layer', 'unknown-name']);

export function answerCodeActions(session: Session): void {
  const { connection, workspace } = session;
  connection.onCodeAction(({ textDocument: { uri }, range, context: { only } }, token) =>
    session.whileUnchanged(uri, async () => {
      const checked = workspace.find(uri);
      if (checked === null) return [];
      const { analysis, document } = checked;
      const from = document.offsetAt(range.start);
      const to = document.offsetAt(range.end);
      const nameOf = ({ start, end }: Diagnostic) => analysis.text.slice(start, end);
      const asked = analysis.diagnostics.filter(
        ({ code, start, end }) => unknown.has(code) && end >= from && start <= to,
      );
      const names = new Set(asked.map(nameOf));
      const found =
        names.size === 0
          ? []
          : await collect(session, token, (outline) =>
              importables(checked, outline).filter(({ name }) => names.has(name)),
            );
      return codeActions(checked, range, {
        only,
        versioned: session.versionedEdits,
        more: (diagnostic) =>
          !unknown.has(diagnostic.code)
            ? []
            : found
                .filter(({ name }) => name === nameOf(diagnostic))
                .map((importable) => ({
                  title: `Import ${importable.name} from "${importable.path}"`,
                  changes: [importChange(checked, importable)],
                })),
      });
    }),
  );
}

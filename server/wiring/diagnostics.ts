/** What is wrong with documents and, where the editor asks for it, with every model file of the workspace. */
import { createHash } from 'node:crypto';
import {
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type UnchangedDocumentDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { diagnostics } from '../features/diagnostics.ts';
import type { Session } from '../session.ts';
import { inTurns } from '../workspace/outlines.ts';
import { ClosedFiles } from './closed-files.ts';

export function answerDiagnostics(session: Session): void {
  const { connection, workspace } = session;
  const requests = connection.languages.diagnostics;
  requests.on(({ textDocument: { uri }, previousResultId }) => {
    const checked = workspace.find(uri);
    session.projects.tell();
    return report(checked === null ? [] : diagnostics(checked), previousResultId);
  });

  const closed = new ClosedFiles(workspace);
  requests.onWorkspace(async ({ previousResultIds }, token, progress) => {
    const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const uris = await workspace.outlines.uris();
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    progress.begin('Checking models', 0, undefined, true);
    try {
      for await (const uri of inTurns(uris, token)) {
        const open = workspace.isOpen(uri) ? workspace.find(uri) : null;
        const found = open === null ? closed.diagnosticsOf(uri) : diagnostics(open);
        items.push({ uri, version: open?.document.version ?? null, ...report(found, before.get(uri)) });
        progress.report(Math.floor((100 * items.length) / uris.length));
      }
    } finally {
      progress.done();
      session.projects.tell();
    }
    // What was said of files that are gone is taken back.
    for (const uri of before.keys()) {
      if (!uris.includes(uri)) items.push({ uri, version: null, ...report([], undefined) });
    }
    return { items };
  });
}

/** A report by its contents: the same is said once. */
function report(
  items: Diagnostic[],
  previous: string | undefined,
): FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport {
  const resultId = createHash('sha1').update(JSON.stringify(items)).digest('base64url');
  return resultId === previous
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

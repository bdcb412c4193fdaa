/** Features that look into other files: they take their time, can be cancelled, and answer for the text they began with. */
import type { CancellationToken, WorkDoneProgressReporter, WorkspaceSymbol } from 'vscode-languageserver';
import { importables } from '../features/auto-import.ts';
import { incomingCalls, outgoingCalls, prepareCalls, targetOf } from '../features/call-hierarchy.ts';
import { completions, isInImport, takesBlocks } from '../features/completion.ts';
import { withoutPlaces } from '../features/completion-items.ts';
import { type FileEdit, workspaceEdit } from '../features/edits.ts';
import { namesOfChecked, references, rename, renameTarget, targetIn } from '../features/navigation.ts';
import { renameImports } from '../features/rename-files.ts';
import type { FileNames, Target } from '../features/targets.ts';
import { symbolsOf } from '../features/workspace-symbol.ts';
import type { Session } from '../session.ts';
import { answerCodeActions } from './code-actions.ts';

export function answerWorkspace(session: Session): void {
  const { connection, workspace } = session;

  connection.onCompletion(({ textDocument: { uri }, position }, token) =>
    session.whileUnchanged(uri, async () => {
      const checked = workspace.find(uri);
      if (checked === null) return [];
      const takes = takesBlocks(checked, position);
      const others = takes ? await collect(session, token, (one) => importables(checked, one)) : [];
      const uris = isInImport(checked, position) ? await workspace.outlines.uris() : [];
      const current = workspace.find(uri) ?? checked;
      const around = takes ? await workspace.blockUses.around(current, token) : current;
      const items = completions(around, position, others, uris);
      const snippets = session.client.textDocument?.completion?.completionItem?.snippetSupport === true;
      return snippets ? items : items.map(withoutPlaces);
    }),
  );

  /** The files that can speak of the target: its own alone where nothing else can reach it. */
  const filesAbout = async (
    target: Target,
    own: FileNames,
    token: CancellationToken,
    progress?: WorkDoneProgressReporter,
  ) => {
    if (target.item === null) return [own];
    progress?.begin('Looking through the model files');
    try {
      return await workspace.namesAround(target.file, token);
    } finally {
      progress?.done();
    }
  };

  connection.onReferences(({ textDocument: { uri }, position, context }, token, progress) =>
    session.whileUnchanged(uri, async () => {
      const checked = workspace.find(uri);
      const target = checked === null ? null : targetIn(checked, position);
      if (checked === null || target === null) return [];
      const files = await filesAbout(target, namesOfChecked(checked), token, progress);
      return references(target, files, context.includeDeclaration);
    }),
  );
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) =>
    session.whileUnchanged(uri, async () => {
      const checked = workspace.find(uri);
      const target = checked === null ? null : renameTarget(checked, position);
      if (checked === null || target === null) return null;
      const files = await filesAbout(target, namesOfChecked(checked), token);
      return workspaceEdit(rename(target, files, newName), session.versionedEdits);
    }),
  );

  connection.onWorkspaceSymbol(({ query }, token) =>
    collect(session, token, (outline): WorkspaceSymbol[] =>
      symbolsOf(outline, query, () => workspace.documentOf(outline.uri)),
    ),
  );
  connection.workspace.onWillRenameFiles(async ({ files }, token) => {
    const edits = await collect(session, token, (outline): FileEdit[] => {
      const edit = renameImports(outline, files, () => workspace.documentOf(outline.uri));
      return edit === null ? [] : [edit];
    });
    return edits.length === 0 ? null : workspaceEdit(edits, session.versionedEdits);
  });

  const fileOf = (uri: string) => workspace.namesIn(uri);
  const { callHierarchy } = connection.languages;
  callHierarchy.onPrepare(
    session.on((checked, { position }) => prepareCalls(namesOfChecked(checked), position, fileOf), null),
  );
  callHierarchy.onIncomingCalls(async ({ item }, token) => {
    const file = fileOf(item.uri);
    const target = file === null ? null : targetOf(file, item);
    return target === null ? null : incomingCalls(target, await workspace.namesAround(target.file, token));
  });
  callHierarchy.onOutgoingCalls(({ item }) => {
    const file = fileOf(item.uri);
    return file === null ? null : outgoingCalls(file, item, fileOf);
  });

  answerCodeActions(session);
}

type Outline = Parameters<typeof symbolsOf>[0];

/** What each model file gives. */
export async function collect<T>(
  { workspace }: Session,
  token: CancellationToken,
  of: (outline: Outline) => readonly T[],
): Promise<T[]> {
  const found: T[] = [];
  for await (const outline of workspace.outlines.all(token)) found.push(...of(outline));
  return found;
}

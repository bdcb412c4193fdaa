/** The language server over a connection: how it begins, and what it is told of documents, files and settings. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from 'vscode-languageserver';
import { capabilitiesFor } from './capabilities.ts';
import { readHints } from './features/hint-settings.ts';
import { type InitializationOptions, type ReadParams, readRequest, trustNotification } from './protocol/requests.ts';
import { Session } from './session.ts';
import { answerDiagnostics } from './wiring/diagnostics.ts';
import { answerDocuments } from './wiring/document.ts';
import { answerRequests } from './wiring/requests.ts';
import { answerWorkspace } from './wiring/workspace.ts';
import { chooseEncoding } from './workspace/encoding.ts';
import { RemoteFiles } from './workspace/remote.ts';

export function serve(connection: Connection): void {
  const session = new Session(connection);
  begin(session);
  followDocuments(session);
  followFiles(session);
  answerDocuments(session);
  answerWorkspace(session);
  answerDiagnostics(session);
  answerRequests(session);
  session.documents.listen(connection);
  connection.listen();
}

function begin(session: Session): void {
  const { connection, workspace } = session;
  let folders: readonly string[] = [];
  connection.onInitialize(({ capabilities, initializationOptions, workspaceFolders, rootUri }) => {
    session.client = capabilities;
    session.encoding = chooseEncoding(capabilities.general?.positionEncodings);
    const options = initializationOptions as InitializationOptions | undefined;
    workspace.files.trusted = options?.trusted ?? true;
    if (options?.reads === true) workspace.files.remote = remoteFiles(session);
    folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
    workspace.files.folders = folders;
    const ours = options?.trusted !== undefined;
    return { serverInfo: { name: 'netwright' }, capabilities: capabilitiesFor(capabilities, session.encoding, ours) };
  });
  connection.onInitialized(async () => {
    const { workspace: can } = session.client;
    if (can?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        workspace.files.folders = folders;
        workspace.outlines.forgetListing();
        session.recheck(workspace.changedAll());
      });
    await Promise.all([watch(session), followSettings(session)]);
  });
  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (session.client.workspace?.configuration) return readSettings(session);
    session.hints = readHints((settings as { netwright?: { hints?: unknown } } | null)?.netwright?.hints);
    session.refreshShown();
  });
  connection.onNotification(trustNotification, () => {
    workspace.files.trusted = true;
    session.recheck(workspace.changedAll());
  });
}

const remoteFiles = (session: Session) =>
  new RemoteFiles(
    (uri) => session.connection.sendRequest<string | null>(readRequest, { uri } satisfies ReadParams),
    (uri) => session.recheck(session.workspace.changed(uri)),
  );

/** Asks to be told of files that change on disk. */
async function watch({ client, connection, workspace }: Session): Promise<void> {
  if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = [{ globPattern: '**/*.nn' }, { globPattern: '**/netwright.json' }];
  workspace.outlines.watched = await accepted(
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
  );
}

async function followSettings(session: Session): Promise<void> {
  const { client, connection } = session;
  if (!client.workspace?.configuration) return;
  if (client.workspace.didChangeConfiguration?.dynamicRegistration)
    await accepted(connection.client.register(DidChangeConfigurationNotification.type, { section: 'netwright' }));
  await readSettings(session);
}

/** Whether the editor takes a request; one that says it can and then refuses stops nothing. */
const accepted = (request: Promise<unknown>): Promise<boolean> =>
  request.then(
    () => true,
    () => false,
  );

async function readSettings(session: Session): Promise<void> {
  const before = session.hints;
  session.hints = await session.connection.workspace.getConfiguration('netwright.hints').then(readHints, () => before);
  if (JSON.stringify(before) !== JSON.stringify(session.hints)) session.refreshShown();
}

function followDocuments(session: Session): void {
  const { connection, documents, workspace } = session;
  documents.onDidChangeContent(({ document: { uri } }) => {
    session.publish([uri]);
    // What imports it is checked after what is being typed.
    const dependents = workspace.changed(uri);
    if (dependents.length > 0) setImmediate(() => session.recheck(dependents));
    if (workspace.blockUses.isShownElsewhere(uri)) session.refreshShownSoon();
  });
  documents.onDidClose(({ document: { uri } }) => {
    workspace.closed(uri);
    if (!session.pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
    session.recheck(workspace.changed(uri));
  });
}

function followFiles(session: Session): void {
  const { connection, workspace } = session;
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      workspace.files.remote?.forget(uri);
      if (workspace.blockUses.isShownElsewhere(uri)) session.refreshShownSoon();
    }
    if (changes.some(({ type }) => type !== FileChangeType.Changed)) workspace.outlines.forgetListing();
    const settings = changes.some(({ uri }) => uri.endsWith('/netwright.json'));
    session.recheck(
      settings ? workspace.changedAll() : [...new Set(changes.flatMap(({ uri }) => workspace.changed(uri)))],
    );
  });
}

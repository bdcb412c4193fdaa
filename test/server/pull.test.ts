/** Diagnostics that the editor asks for, of a document and of the whole workspace. */
import assert from 'node:assert/strict';
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { BLOCKS_AND_MODELS, Folder } from './folder.ts';
import type { Server } from './server.ts';

const capabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

describe('diagnostics on demand', () => {
  const folder = new Folder(BLOCKS_AND_MODELS);
  let server: Server;
  let refreshed: Promise<void>;

  beforeEach(async () => {
    server = await folder.serve(capabilities);
    refreshed = new Promise((resolve) => {
      server.connection.onRequest('workspace/diagnostic/refresh', () => {
        resolve();
        return null;
      });
    });
  });
  afterEach(() => server.stop());
  after(() => folder.remove());

  const open = (name: string, text: string) =>
    server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: folder.uri(name), languageId: 'netwright', version: 1, text },
    });
  const ask = (name: string, previousResultId?: string) =>
    server.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: folder.uri(name) },
      previousResultId,
    });
  /** What is said of each file: messages, or that nothing has changed. */
  const askAll = async (before: WorkspaceDiagnosticReport = { items: [] }, more = {}) => {
    const previousResultIds = before.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    const report = await server.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds,
      ...more,
    });
    const said = report.items.map((item) => [
      folder.place({ uri: item.uri, range: { start: { line: 0 } } }).split(':')[0],
      item.kind === 'full' ? item.items.map(({ code }) => code) : 'as before',
    ]);
    return { report, said: Object.fromEntries(said) as Record<string, unknown> };
  };
  const unknown = ['unknown-layer'];

  it('are given, and said to be as before where they are', async () => {
    await open('c.nn', BLOCKS_AND_MODELS['c.nn']);
    const first = await ask('c.nn');
    assert.ok(first.kind === 'full');
    assert.deepEqual(
      first.items.map(({ code }) => code),
      unknown,
    );
    const again = await ask('c.nn', first.resultId);
    assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
  });

  it('are not told without being asked for', async () => {
    let told = false;
    server.connection.onNotification('textDocument/publishDiagnostics', () => {
      told = true;
    });
    await open('c.nn', BLOCKS_AND_MODELS['c.nn']);
    await ask('c.nn');
    assert.equal(told, false);
  });

  it('are to be asked for again when an imported document changes', async () => {
    await open('a.nn', BLOCKS_AND_MODELS['a.nn']);
    const before = await ask('a.nn');
    assert.ok(before.kind === 'full');
    assert.deepEqual(before.items, []);
    await open('blocks/unit.nn', 'block Other { relu }\n');
    await refreshed;
    const after = await ask('a.nn', before.resultId);
    assert.deepEqual(after.kind === 'full' ? after.items.map(({ code }) => code) : [], ['import-not-found']);
  });

  it('of the workspace are those of every file, open or not', async () => {
    await open('a.nn', BLOCKS_AND_MODELS['a.nn'].replace('Unit(4)', 'Unit(4'));
    const { report, said } = await askAll();
    assert.deepEqual(said, { 'a.nn': ['bracket-not-closed'], 'blocks/unit.nn': [], 'c.nn': unknown, 'deep/b.nn': [] });
    assert.deepEqual(
      report.items.map(({ version }) => version).filter((version) => version !== null),
      [1],
    );
  });

  it('of the workspace are made again where a file or what it imports has changed', async () => {
    const first = await askAll();
    const as = 'as before';
    assert.deepEqual((await askAll(first.report)).said, {
      'a.nn': as,
      'blocks/unit.nn': as,
      'c.nn': as,
      'deep/b.nn': as,
    });
    folder.write('blocks/unit.nn', '# nothing is left of it\n');
    const changed = await askAll(first.report);
    assert.deepEqual(changed.said, {
      'a.nn': ['import-not-found'],
      'blocks/unit.nn': as,
      'c.nn': as,
      'deep/b.nn': ['import-not-found'],
    });
    folder.write('blocks/unit.nn', BLOCKS_AND_MODELS['blocks/unit.nn']);
  });

  it('of the workspace say how far they are', async () => {
    const heard: string[] = [];
    server.connection.onNotification('$/progress', ({ token, value }) => {
      if (token === 'check') heard.push(value.kind);
    });
    await askAll(undefined, { workDoneToken: 'check' });
    assert.deepEqual([heard[0], heard.at(-1)], ['begin', 'end']);
    assert.ok(heard.includes('report'));
  });
});

/** Features of one document, each over a connection. */
import assert from 'node:assert/strict';
import type {
  CodeAction,
  CodeLens,
  InlayHint,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  TextEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Graph } from '../../model/graph.ts';
import { Server } from './server.ts';

const uri = 'file:///test/features.nn';
const textDocument = { uri };
const text = 'model A {\n  input(x, 8x8x3)\n  conv(4, 3x3) -> relu\n  flatten\n  dense(10)\n}\n';
const all = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

describe('features of a document', () => {
  let server: Server;
  const settings: { hints: Record<string, boolean> } = { hints: {} };
  let registered: Promise<string[]>;

  beforeEach(async () => {
    settings.hints = {};
    const dynamic = { dynamicRegistration: true };
    const refresh = { refreshSupport: true };
    ({ server } = await Server.start('stdio', {
      capabilities: {
        workspace: {
          configuration: true,
          didChangeConfiguration: dynamic,
          didChangeWatchedFiles: dynamic,
          inlayHint: refresh,
        },
      },
      listen: (connection) => {
        connection.onRequest('workspace/configuration', ({ items }) =>
          items.map(({ section }: { section: string }) => (section === 'netwright.hints' ? settings.hints : null)),
        );
        const methods: string[] = [];
        registered = new Promise((resolve) => {
          connection.onRequest('client/registerCapability', ({ registrations }) => {
            methods.push(...registrations.map(({ method }: { method: string }) => method));
            if (methods.length === 2) resolve(methods.sort());
            return null;
          });
        });
      },
    }));
    await server.open(uri, text);
  });
  afterEach(() => server.stop());

  it('selects outwards', async () => {
    const [found] = await server.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument,
      positions: [{ line: 2, character: 11 }],
    });
    const document = TextDocument.create(uri, '', 0, text);
    const texts = [];
    for (let at = found; at !== undefined; at = at.parent!) texts.push(document.getText(at.range));
    assert.deepEqual(texts.slice(0, 3), ['3x3', 'conv(4, 3x3)', 'conv(4, 3x3) -> relu']);
    assert.equal(texts.at(-1), text);
  });

  it('formats all of it, a part, and what is typed', async () => {
    const messy = text.replace('  flatten', 'flatten').replace('conv(4, 3x3)', 'conv(4,3x3)');
    await server.change(uri, 2, [{ text: messy }]);
    const options = { tabSize: 2, insertSpaces: true };
    const after = (edits: TextEdit[]) => TextDocument.applyEdits(TextDocument.create(uri, '', 0, messy), edits);
    const request = async (method: string, more = {}) =>
      after(await server.request<TextEdit[]>(`textDocument/${method}`, { textDocument, options, ...more }));
    assert.equal(await request('formatting'), text);
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 30 } };
    assert.equal(await request('rangeFormatting', { range }), text.replace('  flatten', 'flatten'));
    const typed = { position: { line: 4, character: 0 }, ch: '\n' };
    assert.equal(await request('onTypeFormatting', typed), text.replace('conv(4, 3x3)', 'conv(4,3x3)'));
  });

  it('colors all of it, a part, and what has changed', async () => {
    const full = await server.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    const part = await server.request<SemanticTokens>('textDocument/semanticTokens/range', { textDocument, range });
    assert.deepEqual([full.data.length / 5, part.data.length / 5], [7, 2]);
    await server.change(uri, 2, [{ text: text.replace('flatten', 'flatten; relu') }]);
    const delta = await server.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: full.resultId,
    });
    const [edit, ...others] = delta.edits;
    assert.deepEqual(others, []);
    const patched = full.data.toSpliced(edit!.start, edit!.deleteCount, ...(edit!.data ?? []));
    const again = await server.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    assert.deepEqual(patched, again.data);
    assert.equal(again.data.length / 5, 8);
  });

  it('fixes everything that has one remedy', async () => {
    await server.change(uri, 2, [{ text: text.replace('relu', 'rellu').replace('flatten', 'flaten') }]);
    const [action, ...others] = await server.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: all,
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    assert.deepEqual(others, []);
    const edits = action!.edit!.changes![uri]!;
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['relu', 'flatten'],
    );
  });

  const labels = async () =>
    (await server.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range: all })).map(
      ({ label }) => label,
    );

  it('shows the kinds of hints that are switched on', async () => {
    assert.deepEqual((await labels()).slice(0, 2), ['⟶ 8×8×3', '⟶ 6×6×4 · 112 params']);
    const refreshed = new Promise<void>((resolve) => {
      server.connection.onRequest('workspace/inlayHint/refresh', () => {
        resolve();
        return null;
      });
    });
    settings.hints = { shapes: false, macs: true, receptiveField: true, arguments: true };
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await refreshed;
    assert.deepEqual(await labels(), [
      '112 params · 3,888 MACs · sees 3×3',
      'sees 3×3',
      'sees everything',
      '1,450 params · 1,440 MACs · sees everything',
      'shape:',
      'filters:',
      'kernel:',
      'units:',
    ]);
  });

  it('asks to be told of files and settings', async () =>
    assert.deepEqual(await registered, ['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']));

  it('gives the graph that the command line prints', async () => {
    const graph = await server.request<Graph>('netwright/graph', { uri });
    assert.deepEqual([graph.version, graph.model, graph.params, graph.batch], [1, 'A', 1562, 1]);
    assert.deepEqual(graph.layers[0]?.source, { file: '/test/features.nn', line: 3, column: 3, calls: [] });
    await assert.rejects(server.request('netwright/graph', { uri, model: 'B' }), /has no model B; it has A\.$/);
    await assert.rejects(server.request('netwright/graph', { uri: 'file:///nowhere.nn' }), /cannot be read\.$/);
  });

  it('runs the command of a lens for editors without our extension', async () => {
    const block = 'block U { conv(4, 3x3, pad=1) }\nmodel A {\n  input(x, 8x8x3)\n  U\n  U\n}\n';
    await server.change(uri, 2, [{ text: block }]);
    const lens = async () =>
      (await server.request<CodeLens[]>('textDocument/codeLens', { textDocument })).find(
        ({ command }) => command?.title === 'next',
      );
    const first = (await lens())!.command!;
    assert.deepEqual(first.arguments, [uri, 'U', 1]);
    await server.request('workspace/executeCommand', first);
    assert.deepEqual((await lens())?.command?.arguments, [uri, 'U', 0]);
  });

  it('goes on where the editor refuses what it said it could', async () => {
    await server.request('netwright/chooseInstantiation', { uri, block: 'U', index: 1 });
    assert.equal((await labels()).length, 5);
  });

  it('counts in UTF-8 where the editor does', async () => {
    const { server: other, capabilities } = await Server.start('stdio', {
      capabilities: { general: { positionEncodings: ['utf-8', 'utf-16'] } },
    });
    assert.equal(capabilities.positionEncoding, 'utf-8');
    const line = 'model A { input(x, 8); rellu } # 🧠\n';
    const before = '# ⟶ 🧠 é\n';
    const { diagnostics } = await other.open(uri, `${before}${line.replace('input', '# é\n input')}`);
    assert.deepEqual(
      diagnostics.map(({ range }) => range.start),
      [{ line: 2, character: 14 }],
    );
    // `é` has two bytes: the change starts behind it.
    const range = { start: { line: 1, character: 14 }, end: { line: 1, character: 14 } };
    const changed = await other.change(uri, 2, [{ range, text: '!\n"é" rellu # ' }]);
    assert.deepEqual(changed.diagnostics.map(({ range: { start } }) => [start.line, start.character]).at(-1), [3, 14]);
    await other.stop();
  });
});

/** A file that holds only blocks: what is shown in it comes from the models of the files that import it. */
import assert from 'node:assert/strict';
import type { CodeLens, CompletionItem, Hover, InlayHint } from 'vscode-languageserver';
import type { InstantiationSummary } from '../../server/protocol/requests.ts';
import { BLOCKS_AND_MODELS, Folder } from './folder.ts';
import type { Server } from './server.ts';

const all = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
const blocks = 'blocks/unit.nn';

describe('blocks of other files', () => {
  let folder: Folder;
  let server: Server;
  let refreshed: () => void = () => {};

  beforeEach(async () => {
    folder = new Folder(BLOCKS_AND_MODELS);
    server = await folder.serve({ workspace: { inlayHint: { refreshSupport: true } } });
    server.connection.onRequest('workspace/inlayHint/refresh', () => {
      refreshed();
      return null;
    });
    await server.open(folder.uri(blocks), BLOCKS_AND_MODELS[blocks]);
  });
  afterEach(async () => {
    await server.stop();
    folder.remove();
  });

  const open = (name: keyof typeof BLOCKS_AND_MODELS) => server.open(folder.uri(name), BLOCKS_AND_MODELS[name]);
  const nextRefresh = () =>
    new Promise<void>((resolve) => {
      refreshed = resolve;
    });
  const textDocument = () => ({ uri: folder.uri(blocks) });
  const hints = async () =>
    (await server.request<InlayHint[]>('textDocument/inlayHint', { textDocument: textDocument(), range: all })).map(
      ({ label }) => label,
    );
  const lens = async () =>
    (await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: textDocument() }))[0]?.command;
  const list = () =>
    server.request<InstantiationSummary[]>('netwright/instantiations', { ...textDocument(), block: 'Unit' });

  it('have hints and a lens of the first model that runs them', async () => {
    assert.deepEqual(await hints(), ['⟶ 9×9×2* · 56* params']);
    assert.deepEqual(await lens(), {
      title: '3→2 at 9×9 in A of a.nn, 1 of 3',
      command: 'netwright.chooseInstantiation',
      arguments: [folder.uri(blocks), 'Unit'],
    });
    const hover = await server.request<Hover>('textDocument/hover', folder.at(blocks, 'conv('));
    assert.match(JSON.stringify(hover.contents), /9×9×3 ⟶ 9×9×2/);
  });

  it('are completed by what takes the shape that flows there', async () => {
    const text = BLOCKS_AND_MODELS[blocks].replace(/}\n$/, '  \n}\n');
    await server.change(folder.uri(blocks), 2, [{ text }]);
    const position = { line: text.split('\n').length - 3, character: 2 };
    const items = await server.request<CompletionItem[]>('textDocument/completion', {
      textDocument: textDocument(),
      position,
    });
    const rank = (name: string) => items.find(({ label }) => label === name)?.sortText?.charAt(0);
    assert.deepEqual([rank('conv'), rank('maxpool'), rank('lstm')], ['1', '1', '2']);
  });

  it('are listed with file and model', async () =>
    assert.deepEqual(await list(), [
      { title: '3→2 at 9×9', detail: 'line 4 of A in a.nn · 56 params', chosen: true },
      { title: '2→4 at 9×9', detail: 'line 5 of A in a.nn · 76 params', chosen: false },
      { title: '3→2 at 9×9', detail: 'line 4 of B in b.nn · 56 params', chosen: false },
    ]));

  it('come from open documents first, and what is chosen stays', async () => {
    await server.request('netwright/chooseInstantiation', { ...textDocument(), block: 'Unit', index: 1 });
    assert.deepEqual((await lens())?.title, '2→4 at 9×9 in A of a.nn, 2 of 3');
    await open('deep/b.nn');
    assert.deepEqual((await lens())?.title, '2→4 at 9×9 in A of a.nn, 3 of 3');
    assert.deepEqual(await hints(), ['⟶ 5×5×4* · 76* params']);
    assert.match((await list())[0]?.detail ?? '', /b\.nn/);
  });

  it('follow what is typed, in the block and in the models', async () => {
    const edit = (from: number, to: number, text: string, line: number) => ({
      range: { start: { line, character: from }, end: { line, character: to } },
      text,
    });
    await hints();
    // half(width) becomes width.
    await server.change(folder.uri(blocks), 2, [edit(7, 18, 'width', 2)]);
    assert.deepEqual(await hints(), ['⟶ 9×9×4* · 112* params']);
    await open('a.nn');
    await hints();
    const refresh = nextRefresh();
    // Unit(4) becomes Unit(6).
    await server.change(folder.uri('a.nn'), 2, [edit(7, 8, '6', 3)]);
    await refresh;
    assert.deepEqual(await hints(), ['⟶ 9×9×6* · 168* params']);
  });

  it('say that nothing is known when no model runs them any more', async () => {
    await hints();
    for (const name of ['a.nn', 'deep/b.nn'] as const) {
      await open(name);
      await server.change(folder.uri(name), 2, [{ text: '' }]);
    }
    assert.deepEqual([await hints(), await lens()], [['⟶ ?×?×? · ? params'], undefined]);
  });
});

/** Blocks and what they are in this place and that: the choice of an instantiation. */
import assert from 'node:assert/strict';
import type { CodeLens, InlayHint } from 'vscode-languageserver';
import type { InstantiationSummary } from '../../server/protocol/requests.ts';
import { Server } from './server.ts';

const all = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
const uri = 'file:///test/blocks.nn';
const textDocument = { uri };
const text = `block Down(width) {
  conv(width, 3x3, stride=2, pad=1)
}
model Net {
  input(image, 9x9x3)
  Down(4)
  Down(8)
}
`;

describe('instantiations of a block', () => {
  let server: Server;
  const refreshed: string[] = [];

  before(async () => {
    const refresh = { refreshSupport: true };
    ({ server } = await Server.start('stdio', {
      capabilities: { workspace: { inlayHint: refresh, codeLens: refresh } },
    }));
    for (const method of ['workspace/inlayHint/refresh', 'workspace/codeLens/refresh'])
      server.connection.onRequest(method, () => {
        refreshed.push(method);
        return null;
      });
    await server.open(uri, text);
  });
  after(() => server.stop());

  const labels = async () =>
    (await server.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range: all })).map(
      ({ label }) => label,
    );

  it('are listed', async () =>
    assert.deepEqual(await server.request<InstantiationSummary[]>('netwright/instantiations', { uri, block: 'Down' }), [
      { title: '3→4 at 9×9', detail: 'line 6 of Net · 112 params', chosen: true },
      { title: '4→8 at 5×5', detail: 'line 7 of Net · 296 params', chosen: false },
    ]));

  it('are chosen: hints speak of another one, and the editor is told to ask again', async () => {
    assert.deepEqual(await labels(), [
      '⟶ 5×5×4* · 112* params',
      '⟶ 9×9×3',
      '⟶ 5×5×4 · 112 params',
      '⟶ 3×3×8 · 296 params',
    ]);
    await server.request('netwright/chooseInstantiation', { uri, block: 'Down', index: 1 });
    assert.deepEqual((await labels())[0], '⟶ 3×3×8* · 296* params');
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument });
    assert.ok(lenses.some(({ command }) => command?.title === '4→8 at 5×5, 2 of 2'));
    assert.deepEqual(refreshed.sort(), ['workspace/codeLens/refresh', 'workspace/inlayHint/refresh']);
  });
});

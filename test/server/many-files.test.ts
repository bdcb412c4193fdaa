/** Work on many files is given up when it is cancelled, or when the text that it is about has changed. */
import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { Folder } from './folder.ts';
import type { Server } from './server.ts';

const CANCELLED = -32800;
const CONTENT_MODIFIED = -32801;

describe('work on many files', () => {
  const block = (i: number) => `block Unit${i}(width) {\n${'  conv(width, 3x3, pad=1); relu\n'.repeat(50)}}\n`;
  const texts = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`unit${i}.nn`, block(i)]));
  const folder = new Folder(texts);
  let server: Server;
  const uri = folder.uri('main.nn');
  const text = 'model Net {\n  input(x, 8x8x3)\n  \n}\n';

  beforeEach(async () => {
    server = await folder.serve();
    await server.open(uri, text);
  });
  afterEach(() => server.stop());
  after(() => folder.remove());

  it('ends when nobody waits for it', async () => {
    const source = new CancellationTokenSource();
    const symbols = server.connection.sendRequest('workspace/symbol', { query: '' }, source.token);
    source.cancel();
    await assert.rejects(symbols, { code: CANCELLED });
    const all = await server.request<unknown[]>('workspace/symbol', { query: '' });
    assert.equal(all.length, 301);
  });

  it('is refused where the document has changed meanwhile', async () => {
    const position = { line: 2, character: 2 };
    const ask = () => server.request<unknown[]>('textDocument/completion', { textDocument: { uri }, position });
    const first = ask();
    await server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: text.replace('Net', 'Other') }],
    });
    await assert.rejects(first, { code: CONTENT_MODIFIED });
    assert.ok((await ask()).length > 300);
  });
});

/** Documents that open, change and close, over either channel. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InlayHint } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { JobResult } from '../../server/protocol/requests.ts';
import { Server } from './server.ts';

const lenet = readFileSync(join(import.meta.dirname, '..', '..', 'examples', 'lenet.nn'), 'utf8');
const all = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

describe('documents of the language server', () => {
  let server: Server;
  let opened = 0;
  /** Opens the text under an address of its own. */
  const open = async (text: string) => {
    const uri = `file:///test/${opened++}.nn`;
    return { uri, published: await server.open(uri, text), textDocument: { uri } };
  };

  before(async () => {
    ({ server } = await Server.start());
  });
  after(() => server.stop());

  it('forgets what is wrong with a document that is closed, and answers nothing of it', async () => {
    const { uri, textDocument } = await open(lenet.replace('pad=2', 'stride=4'));
    await server.connection.sendNotification('textDocument/didClose', { textDocument });
    assert.deepEqual((await server.diagnostics(uri, undefined)).diagnostics, []);
    assert.equal(
      await server.request('textDocument/hover', { textDocument, position: { line: 6, character: 12 } }),
      null,
    );
    assert.deepEqual(await server.request<JobResult>('netwright/job', { uri, train: 'A' }), {
      ok: false,
      message: `${uri} is not open.`,
    });
  });

  it('counts in UTF-16', async () => {
    const { published } = await open('model A { input(x, 8); relu } # 🧠🧠\nmodel A { input(x, 8) } # 🧠\n🧠');
    assert.deepEqual(
      published.diagnostics.map(({ code, range }) => [code, range.start, range.end]),
      [
        ['name-given-twice', { line: 1, character: 6 }, { line: 1, character: 7 }],
        ['syntax', { line: 2, character: 0 }, { line: 2, character: 2 }],
      ],
    );
  });

  it("speaks over the editor's own channel too", async () => {
    const { server: other } = await Server.start('node-ipc');
    assert.deepEqual((await other.open('file:///ipc.nn', lenet)).diagnostics, []);
    await other.stop();
  });

  it('follows edits: after any of them it says what it says of the whole text', async () => {
    const { uri, textDocument } = await open(lenet);
    const hints = (document: { uri: string }) =>
      server.request<InlayHint[]>('textDocument/inlayHint', { textDocument: document, range: all });
    let text = lenet;
    let state = 7;
    const random = (n: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    };
    const pieces = ['', ' ', '(', ')', 'conv', '3x3', '\n', '=', '}', '->', '5', '"'];
    for (let version = 2; version < 60; version++) {
      const start = random(text.length);
      const end = Math.min(text.length, start + random(6));
      const piece = pieces[random(pieces.length)]!;
      const document = TextDocument.create(uri, '', 0, text);
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      text = text.slice(0, start) + piece + text.slice(end);
      const incremental = await server.change(uri, version, [{ range, text: piece }]);
      const { published, textDocument: whole } = await open(text);
      // Messages that point at the file itself carry its address.
      const plain = (value: unknown) => JSON.stringify(value).replaceAll(/file:\/\/\/test\/\d+\.nn/g, '');
      assert.equal(plain(incremental.diagnostics), plain(published.diagnostics), text);
      assert.deepEqual(await hints(textDocument), await hints(whole), text);
    }
  });
});

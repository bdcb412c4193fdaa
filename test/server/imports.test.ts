/** Files that import each other: from open documents and from disk, in trusted workspaces and others. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InitializeParams } from 'vscode-languageserver';
import { Server } from './server.ts';

const block = (units: number) => `block Head {\n  dense(${units})\n}\n`;
const model = (path: string) =>
  `import { Head } from "${path}"\nmodel Net {\n  input(x, 8)\n  Head\n  dense(3, name="top")\n}\n`;

describe('imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netwright server '));
  const at = (...path: string[]) => pathToFileURL(join(folder, ...path)).href;
  const main = at('inside', 'main.nn');

  before(() => {
    mkdirSync(join(folder, 'inside', 'parts of it'), { recursive: true });
    writeFileSync(join(folder, 'inside', 'parts of it', 'head.nn'), block(5));
    writeFileSync(join(folder, 'outside.nn'), block(6));
    symlinkSync(join(folder, 'outside.nn'), join(folder, 'inside', 'link.nn'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts a server in the inner folder and stops it when done. */
  const withServer = async (more: Partial<InitializeParams>, use: (server: Server) => Promise<void>) => {
    const workspaceFolders = [{ uri: at('inside'), name: 'inside' }];
    const { server } = await Server.start('stdio', { workspaceFolders, ...more });
    try {
      await use(server);
    } finally {
      await server.stop();
    }
  };
  const messages = async (server: Server, text: string, version?: number) => {
    const { diagnostics } =
      version === undefined ? await server.open(main, text) : await server.change(main, version, [{ text }]);
    return diagnostics.map(({ message }) => message);
  };
  /** Inputs of the dense layer behind the block: what the block gives. */
  const given = async (server: Server) => {
    const textDocument = { uri: main };
    const range = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
    const hints = await server.request<{ label: string }[]>('textDocument/inlayHint', { textDocument, range });
    return hints.map(({ label }) => label);
  };

  it('are read from disk', () =>
    withServer({}, async (server) => {
      assert.deepEqual(await messages(server, model('./parts of it/head.nn')), []);
      assert.deepEqual(await given(server), ['⟶ 3 · 18 params']);
      assert.deepEqual(await messages(server, model('../outside.nn'), 2), []);
      assert.deepEqual(await given(server), ['⟶ 3 · 21 params']);
    }));

  it('that are not there are said to be', () =>
    withServer({}, async (server) =>
      assert.deepEqual(await messages(server, model('./nowhere.nn')), ['./nowhere.nn: There is no such file.']),
    ));

  it('follow the open document, saved or not, and what imports it is checked again', () =>
    withServer({}, async (server) => {
      const head = at('inside', 'parts of it', 'head.nn');
      await messages(server, model('./parts of it/head.nn'));
      await server.open(head, block(7));
      assert.deepEqual(await given(server), ['⟶ 3 · 24 params']);
      const again = server.next(main);
      await server.change(head, 2, [{ text: 'block Other {\n  relu\n}\n' }]);
      assert.deepEqual(
        (await again).diagnostics.map(({ message }) => message),
        ['./parts of it/head.nn has no Head; it has Other.'],
      );
      const closed = server.next(main);
      await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: head } });
      assert.deepEqual((await closed).diagnostics, []);
    }));

  it('that change on disk are checked again', () =>
    withServer({}, async (server) => {
      const path = join(folder, 'inside', 'changing.nn');
      writeFileSync(path, block(5));
      assert.deepEqual(await messages(server, model('./changing.nn')), []);
      const again = server.next(main);
      writeFileSync(path, 'block Another {\n  relu\n}\n');
      await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: at('inside', 'changing.nn'), type: 2 }],
      });
      assert.deepEqual(
        (await again).diagnostics.map(({ message }) => message),
        ['./changing.nn has no Head; it has Another.'],
      );
    }));

  it('are not read from outside of an untrusted workspace, until it is trusted', () =>
    withServer({ initializationOptions: { trusted: false } }, async (server) => {
      const refused = (path: string) => `${path}: The file lies outside of the workspace, which is not trusted.`;
      assert.deepEqual(await messages(server, model('./parts of it/head.nn')), []);
      assert.deepEqual(await messages(server, model('./link.nn'), 2), [refused('./link.nn')]);
      assert.deepEqual(await messages(server, model('../outside.nn'), 3), [refused('../outside.nn')]);
      const again = server.next(main);
      await server.connection.sendNotification('netwright/trust');
      assert.deepEqual((await again).diagnostics, []);
    }));

  it('from a file system that only the editor knows are read by it', async () => {
    const asked: string[] = [];
    let text: string | null = block(5);
    const { server } = await Server.start('stdio', {
      workspaceFolders: [{ uri: 'vfs://host/nets', name: 'nets' }],
      initializationOptions: { trusted: false, reads: true },
      listen: (connection) => {
        connection.onRequest('netwright/read', ({ uri }) => {
          if (!uri.endsWith('.nn')) return null;
          asked.push(uri);
          return text;
        });
      },
    });
    const uri = 'vfs://host/nets/main.nn';
    /** Waits until exactly this is said. */
    const said = (...messages: string[]) =>
      server.until(uri, ({ diagnostics }) => `${diagnostics.map(({ message }) => message)}` === `${messages}`);
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'netwright', version: 1, text: model('./head.nn') },
    });
    await said();
    assert.deepEqual(asked, ['vfs://host/nets/head.nn']);
    text = null;
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: asked[0], type: 3 }],
    });
    await said('./head.nn: There is no such file.');
    await server.change(uri, 2, [{ text: model('../../other/head.nn') }]);
    await said('../../other/head.nn: The file lies outside of the workspace, which is not trusted.');
    assert.equal(asked.length, 2);
    await server.stop();
  });
});

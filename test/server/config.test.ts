/** `netwright.json` as the server reads it: beside a document or above it, and again when it changes. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Server } from './server.ts';

const text = 'model A {\n  input(x, 7x7x3)\n  maxpool(2x2)\n}\n';

describe('netwright.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netwright config '));
  const uri = pathToFileURL(join(folder, 'models', 'a.nn')).href;
  const config = join(folder, 'netwright.json');
  before(() => mkdirSync(join(folder, 'models')));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('sets severities of the documents below it, and is read again when it changes', async () => {
    const level = (severity: string) => JSON.stringify({ severities: { 'window-does-not-fit': severity } });
    writeFileSync(config, level('error'));
    const { server } = await Server.start('stdio', {
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'project' }],
    });
    try {
      const severities = ({ diagnostics }: Awaited<ReturnType<Server['open']>>) =>
        diagnostics.map(({ severity }) => severity);
      assert.deepEqual(severities(await server.open(uri, text)), [1]);
      const changed = async (contents: string | null) => {
        const again = server.next(uri);
        if (contents === null) rmSync(config);
        else writeFileSync(config, contents);
        await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: pathToFileURL(config).href, type: contents === null ? 3 : 2 }],
        });
        return severities(await again);
      };
      assert.deepEqual(await changed(level('information')), [3]);
      assert.deepEqual(await changed(level('off')), []);
      assert.deepEqual(await changed(null), [2]);
    } finally {
      await server.stop();
    }
  });

  for (const pulls of [false, true]) {
    it(`has its own faults on it until they are mended, where the editor ${pulls ? 'asks' : 'is told'}`, async () => {
      writeFileSync(config, '{\n  "severities": { "window-does-not-fits": "error", "syntax": "loud" }\n}');
      const own = pathToFileURL(config).href;
      const { server } = await Server.start('stdio', {
        workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'project' }],
        capabilities: pulls ? { textDocument: { diagnostic: {} } } : {},
      });
      try {
        await server.connection.sendNotification('textDocument/didOpen', {
          textDocument: { uri, languageId: 'netwright', version: 1, text },
        });
        if (pulls) await server.request('textDocument/diagnostic', { textDocument: { uri } });
        const { diagnostics } = await server.until(own, () => true);
        assert.deepEqual(
          diagnostics.map(({ code, severity, range: { start } }) => [code, severity, start.line, start.character]),
          [
            ['config-unknown-key', 2, 1, 18],
            ['config-wrong-value', 1, 1, 61],
          ],
        );
        const rewritten = async (contents: string | null) => {
          const again = server.next(own);
          if (contents === null) rmSync(config);
          else writeFileSync(config, contents);
          await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
            changes: [{ uri: own, type: contents === null ? 3 : 2 }],
          });
          return (await again).diagnostics.map(({ code }) => code);
        };
        assert.deepEqual(await rewritten('{ "severities": '), ['config-not-json']);
        assert.deepEqual(await rewritten('{}'), []);
        await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
        writeFileSync(config, '{ "severity": {} }');
        await server.connection.sendNotification('textDocument/didOpen', {
          textDocument: { uri, languageId: 'netwright', version: 1, text },
        });
        await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: own, type: 2 }],
        });
        if (pulls) await server.request('textDocument/diagnostic', { textDocument: { uri } });
        await server.until(own, (found) => found.diagnostics.length === 1);
        assert.deepEqual(await rewritten(null), []);
      } finally {
        await server.stop();
      }
    });
  }

  it('of a file system that only the editor knows is read by the editor', async () => {
    const asked: string[] = [];
    const { server } = await Server.start('stdio', {
      workspaceFolders: [{ uri: 'vfs://host/project', name: 'project' }],
      initializationOptions: { trusted: false, reads: true },
      listen: (connection) => {
        connection.onRequest('netwright/read', ({ uri: of }) => {
          asked.push(of);
          return of === 'vfs://host/project/netwright.json'
            ? '{ "severities": { "window-does-not-fit": "error" } }'
            : null;
        });
      },
    });
    const virtual = 'vfs://host/project/models/a.nn';
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: virtual, languageId: 'netwright', version: 1, text },
    });
    await server.until(virtual, ({ diagnostics }) => diagnostics.map(({ severity }) => severity).join() === '1');
    assert.deepEqual(asked, ['vfs://host/project/models/netwright.json', 'vfs://host/project/netwright.json']);
    await server.stop();
  });
});

/** Data beside model files: looked into in the background, watched, and left alone where the workspace is not trusted. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InitializeParams, PublishDiagnosticsParams } from 'vscode-languageserver';
import { writeIdx } from '../../formats/idx.ts';
import { Server } from './server.ts';

const text = (folder: string) => `model Net(classes = 10) {
  input(image, 28x28x1)
  flatten
  dense(classes)
}
data digits { source = mnist("${folder}"); split = holdout(val=10) }
train Net on digits { loss = softmax() }
train Net(classes = digits.classes) on digits as fitting { loss = softmax() }
`;

describe('data', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'netwright data ')));
  const inside = join(folder, 'inside');
  const uri = pathToFileURL(join(inside, 'main.nn')).href;

  const writeImages = (to: string, classes: number) => {
    mkdirSync(to, { recursive: true });
    const shape = [50, 28, 28];
    writeFileSync(join(to, 'train-images-idx3-ubyte'), writeIdx({ shape, data: new Uint8Array(50 * 28 * 28) }));
    const labels = Uint8Array.from({ length: 50 }, (_, i) => i % classes);
    writeFileSync(join(to, 'train-labels-idx1-ubyte'), writeIdx({ shape: [50], data: labels }));
  };

  before(() => {
    mkdirSync(inside);
    writeFileSync(join(inside, 'main.nn'), text('data'));
    writeImages(join(folder, 'outside'), 10);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const withServer = async (more: Partial<InitializeParams>, use: (server: Server) => Promise<void>) => {
    const workspaceFolders = [{ uri: pathToFileURL(inside).href, name: 'inside' }];
    const { server } = await Server.start('stdio', { workspaceFolders, ...more });
    try {
      await use(server);
    } finally {
      await server.stop();
    }
  };
  const codes = ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.map(({ code }) => code);
  /** Speaks of the file until what it says is what is waited for. */
  const until = async (server: Server, wanted: readonly string[]) => {
    while (String(codes(await server.next(uri))) !== String(wanted));
  };

  it('is looked into behind what is typed, and again when it changes', () =>
    withServer({}, async (server) => {
      const missing = until(server, ['data-missing', 'sizes-not-known']);
      assert.deepEqual(codes(await server.open(uri, text('data'))), ['sizes-not-known']);
      await missing;
      const found = until(server, ['class-count']);
      writeImages(join(inside, 'data'), 7);
      await found;
      const mended = until(server, []);
      writeImages(join(inside, 'data'), 10);
      await mended;
    }));

  it('outside of a workspace that is not trusted is not looked into', () =>
    withServer({ initializationOptions: { trusted: false } }, async (server) => {
      const next = server.next(uri);
      await server.open(uri, text('../outside'));
      const said = await next.then((first) =>
        first.diagnostics.some(({ code }) => code === 'data-unreadable') ? first : server.next(uri),
      );
      const found = said.diagnostics.find(({ code }) => code === 'data-unreadable');
      assert.match(String(found?.message), /lies outside of the workspace, which is not trusted/);
      const trusted = until(server, []);
      await server.connection.sendNotification('netwright/trust');
      await trusted;
    }));
});

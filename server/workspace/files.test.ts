import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancellationToken, type CancellationTokenSource } from 'vscode-languageserver';
import { Files } from './files.ts';
import { modelFiles } from './listing.ts';
import { Outlines } from './outlines.ts';
import { uriOf } from './uri.ts';

describe('files of the workspace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netwright files '));
  const inside = join(folder, 'inside');
  const at = (...path: string[]) => uriOf(join(folder, ...path));
  const open = new Map<string, string>();
  const files = new Files((uri) => open.get(uri));

  before(() => {
    mkdirSync(join(inside, 'blocks'), { recursive: true });
    mkdirSync(join(inside, 'node_modules'));
    writeFileSync(join(inside, 'a.nn'), 'model A { input(x, 8) }\n');
    writeFileSync(join(inside, 'blocks', 'b.nn'), 'block B { relu }\n');
    writeFileSync(join(inside, 'node_modules', 'c.nn'), '');
    writeFileSync(join(inside, 'notes.txt'), '');
    writeFileSync(join(folder, 'out.nn'), '# out\n');
    writeFileSync(join(folder, 'inside.nn'), '# beside\n');
    symlinkSync(folder, join(inside, 'up'));
    files.folders = [at('inside')];
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are read from open documents first', () => {
    open.set(at('inside', 'a.nn').replaceAll('%20', ' '), '# open\n');
    assert.equal(files.read(at('inside', 'a.nn')), '# open\n');
    open.clear();
    assert.equal(files.read(at('inside', 'a.nn')), 'model A { input(x, 8) }\n');
  });

  it('are read again when they have changed', () => {
    const path = join(inside, 'changing.nn');
    writeFileSync(path, '# one\n');
    assert.equal(files.read(uriOf(path)), '# one\n');
    writeFileSync(path, '# two\n');
    utimesSync(path, 1, 1);
    assert.equal(files.read(uriOf(path)), '# two\n');
    rmSync(path);
    assert.deepEqual(files.read(uriOf(path)), { problem: 'There is no such file.' });
    assert.equal(files.stamp(uriOf(path)), null);
  });

  it('say what stands in the way', () => {
    assert.deepEqual(files.read(at('inside')), { problem: 'This is a folder.' });
    assert.deepEqual(files.read(at('inside', 'a.nn', 'b.nn')), { problem: 'There is no such file.' });
    assert.deepEqual(files.read('vscode-vfs://github/a.nn'), {
      problem: 'Only files on disk and open documents can be imported.',
    });
  });

  it('are looked for in the first folder from an unsaved document', () =>
    assert.equal(files.read('blocks/b.nn'), 'block B { relu }\n'));

  it('outside of the folders are left alone in Restricted Mode, whatever way leads there', () => {
    files.trusted = false;
    const refused = { problem: 'The file lies outside of the workspace, which is not trusted.' };
    assert.deepEqual(files.read(at('out.nn')), refused);
    assert.deepEqual(files.read(at('inside.nn')), refused);
    assert.deepEqual(files.read(at('inside', 'up', 'out.nn')), refused);
    assert.deepEqual(files.read(`${at('inside')}/%2e%2e/out.nn`), refused);
    assert.equal(files.glance(at('out.nn')), null);
    assert.equal(files.read(at('inside', 'blocks', 'b.nn')), 'block B { relu }\n');
    files.trusted = true;
    assert.equal(files.read(at('out.nn')), '# out\n');
  });

  it('are listed without packages and without following links', async () =>
    assert.deepEqual(await modelFiles([inside]), [at('inside', 'a.nn'), at('inside', 'blocks', 'b.nn')]));

  it('that cannot be listed are none', async () => assert.deepEqual(await modelFiles([join(folder, 'nowhere')]), []));

  describe('in outline', () => {
    const document = { uri: at('inside', 'a.nn'), version: 1, getText: () => 'model Open { input(x, 8) }\n' };
    const documents = [document];
    const outlines = new Outlines(files, () => documents);
    outlines.watched = true;
    const names = async (token = CancellationToken.None) => {
      const found: string[] = [];
      for await (const { items } of outlines.all(token)) found.push(...items.map(({ name }) => name));
      return found;
    };

    it('are open documents and files on disk, each once', async () => assert.deepEqual(await names(), ['Open', 'B']));
    it('follow the version of a document', async () => {
      documents[0] = { ...document, version: 2, getText: () => 'model Changed { input(x, 8) }\n' };
      assert.deepEqual(await names(), ['Changed', 'B']);
      documents.pop();
      assert.deepEqual(await names(), ['A', 'B']);
    });
    it('show new files when the editor tells of them', async () => {
      writeFileSync(join(inside, 'd.nn'), 'fn d(n) = n\n');
      assert.deepEqual(await names(), ['A', 'B']);
      outlines.forgetListing();
      assert.deepEqual(await names(), ['A', 'B', 'd']);
    });
    it('are not made for nobody', async () => {
      const cancelled: CancellationTokenSource['token'] = { ...CancellationToken.Cancelled };
      await assert.rejects(names(cancelled), { code: -32800 });
    });
  });
});

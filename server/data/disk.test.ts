import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import type { FileAnswer, FileRequest } from '../../formats/reading.ts';
import { Disk } from './disk.ts';

describe('the disk', () => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'netwright-disk-')));
  const inside = join(base, 'in');
  before(() => {
    mkdirSync(join(inside, 'data', 'b'), { recursive: true });
    writeFileSync(join(inside, 'data', 'a.txt'), 'hello');
    writeFileSync(join(inside, 'a.gz'), gzipSync('0123456789'));
    writeFileSync(join(inside, 'zeros.gz'), gzipSync(Buffer.alloc(70 << 20)));
    writeFileSync(join(inside, 'raw'), Buffer.concat([Buffer.from('xx'), deflateRawSync('0123456789')]));
    writeFileSync(join(base, 'secret.txt'), 'secret');
    symlinkSync(join(base, 'secret.txt'), join(inside, 'link.txt'));
    symlinkSync(join(inside, 'data', 'b'), join(inside, 'data', 'c'));
  });
  after(() => rmSync(base, { recursive: true, force: true }));

  /** Both ways of asking come to the same. */
  const ask = async (request: FileRequest, mayRead?: (path: string) => boolean): Promise<FileAnswer> => {
    const disk = new Disk({ base: inside, mayRead });
    const now = disk.answer(request);
    assert.deepEqual(await disk.answerLater(request), now);
    return now;
  };
  const text = (answer: FileAnswer) => (answer.kind === 'bytes' ? Buffer.from(answer.bytes).toString() : answer);

  it('reads parts of files, folders and sizes', async () => {
    assert.equal(text(await ask({ kind: 'read', path: 'data/a.txt', offset: 1, length: 3 })), 'ell');
    assert.equal(text(await ask({ kind: 'read', path: 'data/a.txt', offset: 3, length: 30 })), 'lo');
    assert.deepEqual(await ask({ kind: 'stat', path: 'data/a.txt' }), { kind: 'stat', folder: false, size: 5 });
    assert.deepEqual(await ask({ kind: 'stat', path: 'data' }), { kind: 'stat', folder: true, size: 0 });
    const list = await ask({ kind: 'list', path: 'data' });
    const entries =
      list.kind === 'list' ? list.entries.map(({ name, folder }) => `${name}${folder ? '/' : ''}`).sort() : [];
    assert.deepEqual(entries, ['a.txt', 'b/', 'c/']);
  });

  it('unpacks a part of what is packed', async () => {
    const gzip = { as: 'gzip', skip: 2 } as const;
    assert.equal(text(await ask({ kind: 'read', path: 'a.gz', offset: 0, length: 4, packed: gzip })), '2345');
    const deflate = { as: 'deflate', skip: 8 } as const;
    assert.equal(text(await ask({ kind: 'read', path: 'raw', offset: 2, length: 4, packed: deflate })), '89');
    assert.equal(text(await ask({ kind: 'read', path: 'zeros.gz', offset: 0, length: 2, packed: gzip })), '\0\0');
    const broken = await ask({ kind: 'read', path: 'data/a.txt', offset: 0, length: 2, packed: gzip });
    assert.deepEqual(broken, { kind: 'refused', message: 'data/a.txt is damaged or not compressed.' });
  });

  it('says what is not there, and what is no file', async () => {
    assert.deepEqual(await ask({ kind: 'stat', path: 'nowhere/x' }), {
      kind: 'missing',
      message: 'There is no nowhere/x.',
    });
    assert.deepEqual(await ask({ kind: 'stat', path: 'data/a.txt/x' }), {
      kind: 'missing',
      message: 'There is no data/a.txt/x.',
    });
    assert.deepEqual(await ask({ kind: 'read', path: 'data', offset: 0, length: 1 }), {
      kind: 'refused',
      message: 'data is no file.',
    });
    const list = await ask({ kind: 'list', path: 'data/a.txt' });
    assert.equal(list.kind, 'missing');
  });

  it('waits for no pipe (Windows has none in folders)', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [join(inside, 'pipe')]);
    assert.deepEqual(await ask({ kind: 'read', path: 'pipe', offset: 0, length: 1 }), {
      kind: 'refused',
      message: 'pipe is no file.',
    });
    assert.deepEqual(await ask({ kind: 'stat', path: 'pipe' }), { kind: 'refused', message: 'pipe is no file.' });
  });

  it('says what may not be read (root may read everything, and Windows has no such permission)', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    writeFileSync(join(inside, 'locked'), 'x');
    chmodSync(join(inside, 'locked'), 0);
    const answer = await ask({ kind: 'read', path: 'locked', offset: 0, length: 1 });
    assert.deepEqual(answer, { kind: 'refused', message: 'locked cannot be read: permission is denied.' });
  });

  it('reads nothing outside of what may be read, also by links, and does not tell what is there', async () => {
    const mayRead = (path: string) => path === inside || path.startsWith(inside + sep);
    assert.equal((await ask({ kind: 'stat', path: 'data/a.txt' }, mayRead)).kind, 'stat');
    assert.equal((await ask({ kind: 'stat', path: 'data/none' }, mayRead)).kind, 'missing');
    for (const path of ['../secret.txt', '../nothing.txt', 'link.txt', join(base, 'secret.txt'), '/etc/hostname', '..'])
      assert.equal((await ask({ kind: 'stat', path }, mayRead)).kind, 'untrusted', path);
  });
});

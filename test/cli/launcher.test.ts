import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, scratchFolder } from './netwright.ts';

/** Makes a process believe that its Node is old. */
const OLD = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })`;

describe('the launcher', () => {
  const folder = scratchFolder();
  const launch = (nodeOptions: readonly string[], launcher: string, ...args: string[]) =>
    spawnSync(process.execPath, [...nodeOptions, launcher, ...args], { encoding: 'utf8' });

  /** A package with nothing but the launcher and, if asked, a bundle. */
  const packageWith = (name: string, bundle: string | null) => {
    const at = join(folder, name);
    mkdirSync(join(at, 'dist'), { recursive: true });
    writeFileSync(join(at, 'package.json'), '{ "type": "module" }');
    cpSync(join(root, 'cli', 'bin'), join(at, 'cli', 'bin'), { recursive: true });
    if (bundle !== null) writeFileSync(join(at, 'dist', 'cli.mjs'), bundle);
    return join(at, 'cli', 'bin', 'netwright.js');
  };

  it('says the command that builds, where nothing is built', () => {
    const { status, stderr } = launch([], packageWith('unbuilt', null));
    assert.equal(status, 2);
    assert.match(stderr, /npm run build/);
  });

  it('says what it needs on a Node that is too old', () => {
    const { status, stdout, stderr } = launch(['--import', OLD], packageWith('old', 'console.log("ran")'));
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /needs Node 24 or newer; this is 20\.1\.0/);
  });

  it('uses the Node that is installed beside it, and passes on arguments and exit code', () => {
    const launcher = join(root, 'cli', 'bin', 'netwright.js');
    const { status, stderr } = launch(['--import', OLD], launcher, 'check', 'missing.nn');
    assert.deepEqual([status, stderr], [1, 'There is no file or folder missing.nn.\n']);
  });
});

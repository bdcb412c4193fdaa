import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { netwright, scratchFolder } from './netwright.ts';

const untidy = 'model  M{\n input(x,8)\n\n\n dense( 4 )   # four\n}';
const tidy = 'model M {\n  input(x, 8)\n\n  dense(4)    # four\n}\n';

describe('netwright fmt', () => {
  const folder = scratchFolder();
  const at = (name: string) => join(folder, name);
  beforeEach(() => {
    writeFileSync(at('untidy.nn'), untidy);
    writeFileSync(at('tidy.nn'), tidy);
  });

  it('formats files and folders in place, and leaves nothing beside them', async () => {
    const { code, stdout, stderr } = await netwright(['fmt', '.'], { cwd: folder });
    assert.deepEqual([code, stdout, stderr], [0, '', 'untidy.nn formatted\n2 files, 1 formatted\n']);
    assert.equal(readFileSync(at('untidy.nn'), 'utf8'), tidy);
    assert.deepEqual(readdirSync(folder).toSorted(), ['tidy.nn', 'untidy.nn']);
  });

  it('with --check lists what would change, changes nothing and exits with 1', async () => {
    const { code, stdout } = await netwright(['fmt', '--check', '.'], { cwd: folder });
    assert.deepEqual([code, stdout], [1, 'untidy.nn\n']);
    assert.equal(readFileSync(at('untidy.nn'), 'utf8'), untidy);
    assert.equal((await netwright(['fmt', '--check', 'tidy.nn'], { cwd: folder })).code, 0);
  });

  it('formats standard input to standard output', async () => {
    const { code, stdout } = await netwright(['fmt', '-'], { input: untidy });
    assert.deepEqual([code, stdout], [0, tidy]);
  });

  it('leaves what has a syntax error as it is', async () => {
    const broken = 'model M {\n input(x,8\n}\n';
    const { stdout } = await netwright(['fmt', '-'], { input: broken });
    assert.equal(stdout, broken);
  });
});

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tiers } from './tiers.ts';

const root = join(import.meta.dirname, '..', '..');
const under = (globs: readonly string[]) => globSync(globs as string[], { cwd: root });

describe('the tiers of tests', () => {
  it('run every test file, each once', () => {
    const run = Object.values(tiers).flatMap(({ files }) => under(files));
    const hidden = /^(node_modules|dist|out|\.cache|\.vscode-test)\//;
    // The suite inside VS Code is run by the extension host, which the tier vscode starts.
    const all = under(['**/*.test.ts']).filter((file) => !hidden.test(file) && !file.startsWith('test/vscode/suite/'));
    assert.deepEqual(run.toSorted(), all.toSorted());
  });

  it('can each be run by a script of its own', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const name of Object.keys(tiers)) assert.equal(scripts[`test:${name}`], `node scripts/test.ts ${name}`);
  });
});

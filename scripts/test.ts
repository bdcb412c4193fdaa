/**
 * `npm test`: builds, then runs every tier, or those that are named. A tier that cannot run counts as a failure and
 * says the one line that would make it run. The last line is the total.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tryBuild } from './build-all.ts';
import type { Tally } from './tests/tally.ts';
import { type Tier, tiers } from './tests/tiers.ts';

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const mocha = join(dirname(require.resolve('mocha/package.json')), 'bin', 'mocha.js');
const reporter = join(import.meta.dirname, 'tests', 'tally.ts');

const FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

function runTier(name: string, { doc, files, prepare }: Tier): Tally {
  console.log(`\n── ${name}: ${doc}`);
  try {
    prepare?.();
  } catch (error) {
    console.log(`The tier ${name} cannot run. ${error instanceof Error ? error.message : error}`);
    return FAILED;
  }
  const folder = mkdtempSync(join(tmpdir(), 'netwright-tests-'));
  const tally = join(folder, 'tally.json');
  const options = ['--forbid-only', '--reporter', reporter, '--reporter-option', `tally=${tally}`];
  const { status } = spawnSync(process.execPath, [mocha, ...options, ...files], { cwd: root, stdio: 'inherit' });
  try {
    const counted = JSON.parse(readFileSync(tally, 'utf8')) as Tally;
    // Files that define no test, or a process that failed outside of them, are failures too.
    const sound = status === 0 && counted.passed > 0;
    return sound || counted.failed > 0 ? counted : { ...counted, failed: 1 };
  } catch {
    console.log(`The tests of ${name} did not come to their end (exit code ${status}).`);
    return FAILED;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(tiers, name));
if (unknown.length > 0) {
  console.error(`There is no tier ${unknown.join(', ')}; there are ${Object.keys(tiers).join(', ')}.`);
  process.exit(2);
}

const chosen = Object.entries(tiers).filter(([name]) => named.length === 0 || named.includes(name));
const results = tryBuild()
  ? chosen.map(([name, tier]) => ({ name, tally: runTier(name, tier) }))
  : [{ name: 'build', tally: FAILED }];

console.log('');
for (const { name, tally } of results) {
  const skipped = tally.skipped === 0 ? '' : `, ${tally.skipped} skipped`;
  console.log(`${name.padEnd(12)}${tally.passed} passed, ${tally.failed} failed${skipped}`);
}
const total = (key: keyof Tally) => results.reduce((sum, { tally }) => sum + tally[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;

/** The toy data of the course, where it is known what each network reaches. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { RunRecord } from '../../engine/protocol/records.ts';
import { netwright, root, scratchFolder } from './netwright.ts';

describe('the spirals', () => {
  const folder = scratchFolder();

  /** Of the points kept aside, after the last epoch. */
  async function accuracy(train: string): Promise<number> {
    const file = join(root, 'examples', 'spirals.nn');
    const args = ['train', file, '--train', train, '--backend', 'cpu', '--json', '--run', join(folder, train)];
    const { code, stdout, stderr } = await netwright(args);
    assert.equal(code, 0, stderr);
    const records = stdout.trimEnd().split('\n');
    const epochs = records.map((line) => JSON.parse(line) as RunRecord).filter(({ type }) => type === 'epoch');
    const last = epochs.at(-1);
    assert.ok(last?.type === 'epoch');
    return last.val.accuracy ?? Number.NaN;
  }

  it('leave a linear classifier near 50%', async () => {
    const reached = await accuracy('linear');
    assert.ok(reached > 0.45 && reached < 0.55, `${reached}`);
  }).timeout(120_000);

  it('are told apart by two layers, to 98%', async () => {
    const reached = await accuracy('two_layers');
    assert.ok(reached >= 0.98, `${reached}`);
  }).timeout(240_000);
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { netwright, scratchFolder, start } from './netwright.ts';

const SOURCE = `model Two(classes = 3) {
  input(x, 2)
  dense(50)
  relu
  dense(classes)
}
data arms {
  source = spirals()
  split = holdout(val=60)
}
train Two on arms {
  loss = softmax() + l2(1e-4)
  optimizer = adam(lr=1e-2)
  batch = 32
}
`;

describe('netwright sanity', () => {
  const folder = scratchFolder();
  const model = join(folder, 'two.nn');
  const sanity = (...args: string[]) => ['sanity', model, '--backend', 'cpu', '--seconds', '20', ...args];

  before(() => writeFileSync(model, SOURCE));

  it('prints a line with a verdict for each check, every layer, and writes nothing', async function () {
    this.timeout(120_000);
    const { code, stdout, stderr } = await netwright(sanity());
    const verdict = '(right|doubtful|WRONG|skipped)';
    for (const check of [
      'initial loss',
      'activations',
      'regularization',
      'overfit',
      'shuffled labels',
      'learning rate',
    ])
      assert.match(stdout, new RegExp(`^${check} +${verdict} +\\S`, 'm'));
    assert.match(stdout, /^initial loss +\S+ +\d\.\d{4}, expected of equal scores ln 3 = 1\.0986/m);
    assert.match(stdout, /^ {2}relu1 +relu +\S+ +\S+ +\d+% +\d+%/m);
    assert.equal(code, /WRONG/.test(stdout) ? 1 : 0);
    assert.match(stderr, /^Two on arms, cpu/);
    assert.deepEqual(readdirSync(folder), ['two.nn']);
  });

  it('is one document with --json, and exits with 1 where a check is wrong', async function () {
    this.timeout(120_000);
    const { code, stdout } = await netwright(sanity('--set', 'init=gaussian(std=100)', '--json'));
    assert.equal(code, 1);
    const { version, train, checks } = JSON.parse(stdout) as {
      version: number;
      train: string;
      checks: { check: string; verdict: string; layers?: unknown[]; points?: unknown[] }[];
    };
    assert.deepEqual([version, train, checks.length], [1, 'Two', 6]);
    assert.equal(checks.find(({ check }) => check === 'initial loss')?.verdict, 'wrong');
    assert.equal(checks.find(({ check }) => check === 'activations')?.layers?.length, 3);
  });

  it('ends at Ctrl-C with 130', async () => {
    const child = start(sanity());
    const ended = once(child, 'close');
    await once(child.stderr!, 'data');
    child.kill('SIGINT');
    assert.deepEqual(await ended, [130, null]);
  });

  it('exits with 1 where the file has errors', async () => {
    const broken = join(folder, 'broken.nn');
    writeFileSync(broken, SOURCE.replace('relu', 'rellu'));
    const { code, stdout, stderr } = await netwright(['sanity', broken]);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /broken\.nn:4:/);
  });
});

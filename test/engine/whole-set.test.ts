/** A training that takes the whole set at once, as a run. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '../../engine/protocol/job.ts';
import type { EpochRecord } from '../../engine/protocol/records.ts';
import type { Run } from '../../engine/train/run.ts';
import { resumeRun, startRun } from '../../engine/train/start.ts';
import { chain } from '../../model/zoo.fixture.ts';

const jobIn = (root: string): Job => ({
  version: 1,
  graph: chain([2], [['dense', { units: 30 }], ['tanh'], ['dense', { units: 3 }]]),
  settings: {
    name: 'Spirals',
    loss: [{ call: { name: 'softmax', args: {} }, weight: 1 }],
    regularizers: [{ name: 'l2', args: { weight: 1e-5 } }],
    optimizer: { name: 'lbfgs', args: {} },
    batch: 100,
    epochs: 6,
    data: {
      name: 'points',
      source: { name: 'spirals', args: { classes: 3, points: 100, noise: 0.2 } },
      split: { name: 'holdout', args: { val: 60 } },
      normalize: null,
    },
    init: { name: 'he', args: {} },
    seed: 2,
  },
  file: join(root, 'spirals.nn'),
  root,
  backend: 'cpu',
});

const epochs = ({ records }: Run) =>
  records.flatMap((record): Pick<EpochRecord, 'train' | 'val'>[] =>
    record.type === 'epoch' ? [{ train: record.train, val: record.val }] : [],
  );

describe('L-BFGS on the whole training set', () => {
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'netwright-lbfgs-'));
  });

  after(() => rmSync(root, { recursive: true, force: true }));

  it('parts the spirals in a few epochs, and goes on after a stop as if there had been none', async () => {
    const whole = await startRun(jobIn(root), '0');
    assert.equal((await whole.done).reason, 'finished');
    assert.ok((epochs(whole).at(-1)?.train.accuracy ?? 0) > 0.95, JSON.stringify(epochs(whole).at(-1)));
    const stopped = await startRun(jobIn(root), '0');
    stopped.events.on('record', (record) => {
      if (record.type === 'epoch' && record.epoch === 3) void stopped.stop();
    });
    await stopped.done;
    const resumed = await resumeRun(stopped.folder);
    assert.equal((await resumed.done).reason, 'finished');
    assert.deepEqual(epochs(resumed), epochs(whole));
  }).timeout(120_000);
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphBuilder } from '../../model/build.ts';
import { type TrainSettings, trainDefaults } from '../../model/settings.ts';
import { vector } from '../../model/shape.ts';
import type { Job } from '../protocol/job.ts';
import { readRecords } from '../runs/folder.ts';
import { startRun } from './start.ts';

const call = (name: string, args = {}) => ({ name, args });

describe('a training of nearest neighbors', () => {
  const root = mkdtempSync(join(tmpdir(), 'netwright-neighbors-'));
  after(() => rmSync(root, { recursive: true, force: true }));

  function jobOf(name: string, k: number, settings: Partial<TrainSettings>): Job {
    const builder = new GraphBuilder('Near');
    builder.input('point', vector(2));
    builder.add({ id: 'knn1', layer: 'knn', args: { k, metric: 'l2', classes: 3 }, inputs: ['point'] });
    const data = {
      name: 'arms',
      source: call('spirals', { classes: 3, points: 40, noise: 0.2 }),
      split: call('holdout', { val: 30 }),
      normalize: null,
    };
    return {
      version: 1,
      graph: builder.finish({ batch: 1 }),
      settings: { ...trainDefaults, name: 'Near', data, loss: [], regularizers: [], ...settings },
      file: join(root, 'near.nn'),
      root,
      run: join(root, name),
      backend: 'cpu',
    };
  }

  const epochOf = async (job: Job) => {
    const run = await startRun(job, '0');
    const end = await run.done;
    const records = readRecords(run.folder);
    assert.deepEqual(records, [...run.records]);
    assert.deepEqual(
      records.map(({ type }) => type),
      ['start', 'epoch', 'end'],
      end.message,
    );
    const epoch = records.find((record) => record.type === 'epoch');
    assert.ok(epoch !== undefined);
    return { epoch, end, run };
  };

  it('remembers, and judges what was kept aside', async () => {
    const metrics = [call('top_k', { k: 2 })];
    const { epoch, run } = await epochOf(jobOf('holdout', 5, { metrics }));
    const [start] = run.records;
    assert.ok(start?.type === 'start' && start.trainImages === 90 && start.valImages === 30);
    const { accuracy = 0, loss } = epoch.val;
    // A linear classifier reaches about a half.
    assert.ok(accuracy > 0.85, `${accuracy}`);
    assert.ok(Math.abs(loss - (1 - accuracy)) < 1e-12);
    assert.ok((epoch.val.metrics?.['top_k(k=2)'] ?? 0) >= accuracy);
  });

  it('knows each sample that it has seen, with one neighbor', async () => {
    const { epoch } = await epochOf(jobOf('one', 1, {}));
    assert.equal(epoch.train.accuracy, 1);
  });

  it('judges every sample once over folds, and says how far the folds are apart', async () => {
    const base = jobOf('folds', 5, {});
    const data = { ...base.settings.data, split: call('kfold', { folds: 4 }) };
    const { epoch, end } = await epochOf({ ...base, settings: { ...base.settings, data } });
    const right = 120 * (epoch.val.accuracy ?? 0);
    assert.ok(right > 100 && Math.abs(right - Math.round(right)) < 1e-9, `${right}`);
    assert.match(end.message ?? '', /^Over 4 folds: accuracy \d\d\.\d% ± \d\.\d%\.$/);
    const single = await epochOf({ ...base, run: join(root, 'single'), fold: 2, settings: { ...base.settings, data } });
    assert.equal(single.end.message, undefined);
  });

  it('ends with the reason where there are fewer samples than neighbors', async () => {
    const run = await startRun(jobOf('few', 91, {}), '0');
    const { reason, code, message } = await run.done;
    assert.deepEqual([reason, code], ['failed', 'data']);
    assert.match(message ?? '', /asks 91 neighbors; there are 90/);
  });

  it('stops when it is asked to, without an epoch', async () => {
    const run = await startRun(jobOf('stopped', 5, {}), '0');
    await run.stop();
    assert.deepEqual(
      run.records.map(({ type }) => type),
      ['start', 'end'],
    );
    assert.equal((await run.done).reason, 'stopped');
  });
});

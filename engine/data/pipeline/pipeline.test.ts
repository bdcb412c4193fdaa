import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../../../model/catalog/arguments.ts';
import { type DatasetRequest, openDataset } from '../dataset.ts';
import { images } from '../images.fixture.ts';
import { call, collect, openOver, scores, settings } from '../memory.fixture.ts';
import type { CorruptItem } from '../samples.ts';
import { openFixture } from './worker.fixture.ts';

const graph = scores([8, 8, 3], 4);
const augment = [
  call('flip', { axis: 'both', p: 0.5 }),
  call('rotate', { degrees: 20 }),
  call('crop', { size: [8, 8], pad: 2 }),
  call('color_jitter', { brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.1 }),
  call('pca_lighting', { std: 0.1 }),
  call('cutout', { size: 3, p: 0.5 }),
  call('mixup', { alpha: 0.4 }),
];
const normalize = call('per_channel');

const open = (workers: number, args: Call['args'] = {}, change: Partial<DatasetRequest> = {}) =>
  openDataset({
    data: settings({ source: call('digits', args), split: call('holdout', { val: 9 }), normalize, augment }),
    graph,
    seed: 3,
    file: '/x.nn',
    workers,
    open: openFixture,
    workerEntry: new URL('./worker.fixture.ts', import.meta.url),
    ...change,
  });

const statistics = {
  image: {
    mean: [100, 100, 100],
    deviation: [50, 50, 50],
    covariance: [
      [9, 1, 1],
      [1, 9, 1],
      [1, 1, 9],
    ],
  },
};

const threads = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;

describe('the pipeline', function () {
  this.timeout(60_000);

  it('makes the same bits with any number of workers, also from the middle of an epoch', async () => {
    const runs = [];
    for (const workers of [0, 1, 2]) {
      const data = await open(workers);
      const epochs = [
        await collect(data.trainBatches(1, 8, { keep: true })),
        await collect(data.trainBatches(2, 8, { keep: true, from: 2 })),
        await collect(data.valBatches(8, { keep: true })),
      ];
      runs.push({ epochs, statistics: data.statistics });
      assert.equal(data.workers, workers);
      assert.ok(data.waitedMs > 0);
      await data.close();
    }
    const [alone, ...others] = runs;
    assert.deepEqual(
      alone.epochs.map((batches) => batches.length),
      [4, 2, 2],
    );
    for (const run of others) assert.deepEqual(run, alone);
  });

  it('begins what is asked for next, gives it when it is, and gives it up when it is not', async () => {
    const expected = await open(0);
    const data = await open(1);
    const size = 8;
    const val = { part: 'val', epoch: null, size } as const;
    const train = { part: 'train', epoch: 2, size } as const;
    for (const from of [expected, data]) assert.ok(from.trainSteps(size) > 1);
    const own = (of: typeof data, epoch: number, followedBy: typeof val | typeof train) =>
      collect(of.trainBatches(epoch, size, { keep: true, followedBy }));
    assert.deepEqual(await own(data, 1, val), await own(expected, 1, val));
    const validated = await collect(data.valBatches(size, { keep: true, followedBy: train }));
    assert.deepEqual(validated, await collect(expected.valBatches(size, { keep: true })));
    assert.deepEqual(await own(data, 2, train), await own(expected, 2, train));
    // Epoch 2 is begun again, and epoch 3 asked for.
    assert.deepEqual(await own(data, 3, val), await own(expected, 3, val));
    await data.close();
    await expected.close();
  });

  it('gives workers samples in memory to read where they lie', async () => {
    const source = images(40, [8, 8, 3], 4);
    const alone = await openOver(source, graph, { data: settings({ augment: augment.slice(0, 2), normalize }) });
    const expected = await collect(alone.trainBatches(1, 8, { keep: true }));
    let opened = 0;
    // The workers run our own entry, which does not know this source: they can only have it from memory.
    const data = await openOver(source, graph, {
      data: settings({ augment: augment.slice(0, 2), normalize }),
      workers: 2,
      open: () => Promise.resolve(opened++ === 0 ? source : images(1, [8, 8, 3])),
    });
    assert.deepEqual(await collect(data.trainBatches(1, 8, { keep: true })), expected);
    assert.equal(opened, 1);
    await data.close();
  });

  it('passes on by name what cannot be read', async () => {
    const told: CorruptItem[] = [];
    const data = await open(2, { corrupt: 11 }, { onCorrupt: (item) => told.push(item) });
    const batches = [...(await collect(data.trainBatches(1, 8))), ...(await collect(data.valBatches(8)))];
    assert.equal(
      batches.reduce((sum, { count }) => sum + count, 0),
      39,
    );
    assert.deepEqual(told, [{ item: '11.jpg', reason: 'it ends early' }]);
    await data.close();
  });

  it('fails with the words of the source where a sample stops the run, and leaves no worker', async () => {
    const before = threads();
    const data = await open(2, { refused: 5 }, { statistics });
    const all = async () => [...(await collect(data.trainBatches(1, 4))), ...(await collect(data.valBatches(4)))];
    await assert.rejects(all, { name: 'DataError', message: '5.jpg is no image.' });
    await data.close();
    assert.equal(threads(), before);
  });

  it('starts a worker that dies once more', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'netwright-worker-'));
    try {
      const data = await open(2, { deadly: 5, once: join(folder, 'died') });
      const batches = [...(await collect(data.trainBatches(1, 8))), ...(await collect(data.valBatches(8)))];
      assert.equal(
        batches.reduce((sum, { count }) => sum + count, 0),
        40,
      );
      await data.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('fails when a worker dies again, and leaves none', async () => {
    const before = threads();
    const data = await open(1, { deadly: 5 }, { statistics });
    const all = async () => [...(await collect(data.trainBatches(1, 4))), ...(await collect(data.valBatches(4)))];
    await assert.rejects(all, /^Error: A data worker died twice: it ended with code 7\./);
    await data.close();
    assert.equal(threads(), before);
  });

  it('leaves no worker when it is closed in the middle of an epoch', async () => {
    const before = threads();
    const data = await open(2);
    for await (const batch of data.trainBatches(1, 4)) if (batch.index === 1) break;
    assert.ok(threads() > before);
    // What was begun and not taken does not get in the way of another epoch.
    assert.equal((await collect(data.trainBatches(2, 4))).length, 8);
    const left = data.trainBatches(3, 4);
    await left.next();
    await data.close();
    assert.equal(threads(), before);
  });
});

describe('how many workers there are', function () {
  this.timeout(60_000);

  it('is none for batches that are ready at once, and one at least for those that take long', async () => {
    const points = await openOver(images(400, [1, 2, 1], 4), scores([2], 4), { workers: undefined, batch: 8 });
    assert.equal(points.workers, 0);
    await points.close();
    const large = images(64, [96, 96, 3], 4);
    for (const [threads, workers] of [
      [1, 1],
      [2, 1],
      [16, 2],
    ] as const) {
      const data = settings({ augment: [call('rotate', { degrees: 20 })] });
      const opened = await openOver(large, scores([96, 96, 3], 4), { data, workers: undefined, threads });
      assert.equal(opened.workers, workers);
      await opened.close();
    }
  });
});

import assert from 'node:assert/strict';
import type { EpochBatch } from './batch-buffer.ts';
import { images } from './images.fixture.ts';
import { call, collect, openOver, scores, settings } from './memory.fixture.ts';
import type { CorruptItem } from './samples.ts';
import { CorruptError, type SampleSource } from './samples.ts';

const source = images(10, [2, 2, 2]);
const graph = scores([2, 2, 2], 10);

const labelsOf = (batches: readonly EpochBatch[], head = graph.outputs[0]) =>
  batches.flatMap(({ targets }) => [...targets[head].values]);

describe('a data set', () => {
  it('gives every training image once an epoch, in an order of its own, the last batch as large as what is left', async () => {
    const data = await openOver(source, graph);
    const epoch = (n: number) => collect(data.trainBatches(n, 3, { keep: true }));
    assert.deepEqual(
      (await epoch(1)).map(({ count, index }) => [count, index]),
      [
        [3, 0],
        [3, 1],
        [1, 2],
      ],
    );
    assert.equal(data.trainSteps(3), 3);
    const val = labelsOf(await collect(data.valBatches(2, { keep: true })));
    const first = labelsOf(await epoch(1));
    assert.deepEqual(
      [...first, ...val].sort((a, b) => a - b),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
    assert.deepEqual(labelsOf(await epoch(1)), first);
    assert.notDeepEqual(labelsOf(await epoch(2)), first);
    const [batch] = await epoch(1);
    assert.deepEqual([batch.inputs.x[0], batch.inputs.x[9]], [first[0], first[1] + 7]);
    await data.close();
  });

  it('goes on in the middle of an epoch with the same batches', async () => {
    const data = await openOver(source, graph, {
      data: settings({ augment: [call('flip', { axis: 'both', p: 0.5 })] }),
    });
    const whole = await collect(data.trainBatches(4, 2, { keep: true }));
    assert.deepEqual(await collect(data.trainBatches(4, 2, { keep: true, from: 2 })), whole.slice(2));
    assert.deepEqual(await collect(data.trainBatches(4, 2, { from: 4 })), []);
    await data.close();
  });

  it('takes the arrays of a batch away when the next one is asked for, so that nobody reads another batch in them', async () => {
    const data = await openOver(source, graph);
    const [first, second] = await collect(data.trainBatches(1, 4));
    assert.deepEqual(
      [first.inputs.x.length, first.targets[graph.outputs[0]].values.length, second.inputs.x.length],
      [0, 0, 0],
    );
    await data.close();
  });

  it('divides by folds so that every sample validates once', async () => {
    const seen: number[] = [];
    for (const fold of [0, 1, 2]) {
      const data = await openOver(source, graph, { data: settings({ split: call('kfold', { folds: 3 }) }), fold });
      assert.equal(data.trainCount + data.valCount, 10);
      seen.push(...labelsOf(await collect(data.valBatches(8, { keep: true }))));
      await data.close();
    }
    assert.deepEqual(
      seen.sort((a, b) => a - b),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
  });

  it('takes the parts from folders of their own, which have to have the same classes', async () => {
    const asked: unknown[] = [];
    const folders = settings({
      source: call('image_folder', { folder: 'pets', size: [2, 2] }),
      split: call('folders', { train: 'train', val: 'test', test: '' }),
    });
    const open = (val: SampleSource) => (request: { source: { args: Readonly<Record<string, unknown>> } }) => {
      asked.push(request.source.args.folder);
      return Promise.resolve(String(request.source.args.folder).endsWith('train') ? source : val);
    };
    const data = await openOver(source, graph, { data: folders, open: open(images(4, [2, 2, 2], 10)) });
    assert.deepEqual(asked, ['pets/train', 'pets/test']);
    assert.deepEqual([data.trainCount, data.valCount], [10, 4]);
    assert.deepEqual(labelsOf(await collect(data.valBatches(3, { keep: true }))), [0, 1, 2, 3]);
    await data.close();
    await assert.rejects(openOver(source, graph, { data: folders, open: open(images(4, [2, 2, 2], 9)) }), {
      name: 'DataError',
      message:
        'The parts of toys have different classes: 10 to train on, 9 to validate with; c9 is in one only. Both folders have to have the same.',
    });
    await assert.rejects(
      openOver(source, graph, { data: settings({ split: call('folders') }) }),
      /digits has no folder/,
    );
  });

  it('leaves out what cannot be read, names it once and counts it', async () => {
    const told: CorruptItem[] = [];
    const torn: SampleSource = {
      ...source,
      corrupt: [{ item: 'a/9.jpg', reason: 'it is empty' }],
      read: (index) =>
        index % 4 === 0 ? Promise.reject(new CorruptError(`a/${index}.jpg`, 'it ends early')) : source.read(index),
    };
    const data = await openOver(torn, graph, { onCorrupt: (item) => told.push(item) });
    assert.deepEqual(told, [{ item: 'a/9.jpg', reason: 'it is empty' }]);
    for (const epoch of [1, 2]) {
      const labels = labelsOf(await collect(data.trainBatches(epoch, 3, { keep: true })));
      labels.push(...labelsOf(await collect(data.valBatches(3, { keep: true }))));
      assert.deepEqual(
        labels.sort((a, b) => a - b),
        [1, 2, 3, 5, 6, 7, 9],
      );
    }
    assert.deepEqual(
      told
        .slice(1)
        .map(({ item, reason }) => `${item}: ${reason}`)
        .sort(),
      ['a/0.jpg: it ends early', 'a/4.jpg: it ends early', 'a/8.jpg: it ends early'],
    );
    assert.equal(data.corrupt.length, 4);
    await data.close();
  });

  it('leaves out a batch of which nothing can be read; the places of the others stay', async () => {
    const torn: SampleSource = {
      ...source,
      read: (index) =>
        index >= 4 && index < 8 ? Promise.reject(new CorruptError(`${index}`, 'torn')) : source.read(index),
    };
    const folders = settings({
      source: call('mnist', { folder: 'd' }),
      split: call('folders', { train: 'a', val: 'b' }),
    });
    const data = await openOver(torn, graph, { data: folders });
    assert.deepEqual(
      (await collect(data.valBatches(4))).map(({ index, count }) => [index, count]),
      [
        [0, 4],
        [2, 2],
      ],
    );
    await data.close();
  });

  it('says which samples hold no numbers', async () => {
    const columns = [
      { name: 'features', kind: 'features', role: 'sample', shape: [2] },
      { name: 'class', kind: 'class', role: 'target', shape: [], classes: ['a', 'b'] },
    ] as const;
    const table: SampleSource = {
      count: 4,
      columns,
      corrupt: [],
      read: (index) =>
        Promise.resolve({
          features: Float32Array.of(1, index === 2 ? Number.NaN : 0),
          class: Int32Array.of(index % 2),
        }),
      close: () => Promise.resolve(),
    };
    const data = await openOver(table, scores([2], 2), { data: settings({ split: call('holdout', { val: 1 }) }) });
    const all = async () => [...(await collect(data.valBatches(1))), ...(await collect(data.trainBatches(1, 1)))];
    await assert.rejects(all, {
      name: 'DataError',
      message:
        'Sample 3 of toys has NaN as number 2 of features; a network takes finite numbers only. Leave the sample out, or correct it.',
    });
    await data.close();
  });
});

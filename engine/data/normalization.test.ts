import assert from 'node:assert/strict';
import { images } from './images.fixture.ts';
import { call, collect, openOver, scores, settings } from './memory.fixture.ts';
import { memorySource } from './memory-source.ts';
import { normalMap } from './normalization.ts';
import type { DataColumn } from './samples.ts';

const graph = scores([4, 4, 2], 12);

/** All training samples as evaluation sees them, one after the other. */
async function seen(change: Parameters<typeof settings>[0], of = graph) {
  const data = await openOver(images(12, [4, 4, 2]), of, { data: settings(change) });
  const batches = await collect(data.evaluationBatches('train', 64, { keep: true }));
  await data.close();
  return { data, values: batches.flatMap(({ inputs }) => [...inputs.x]) };
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const close = (a: number, b: number, tolerance = 1e-5) =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} instead of ${b}`);

describe('normalization', () => {
  it('per_channel gives the training samples mean 0 and variance 1 in each channel', async () => {
    const { data, values } = await seen({ normalize: call('per_channel') });
    for (const c of [0, 1]) {
      const channel = values.filter((_, i) => i % 2 === c);
      close(mean(channel), 0);
      close(mean(channel.map((value) => value * value)), 1);
    }
    const again = await openOver(images(12, [4, 4, 2]), graph, {
      data: settings({ normalize: call('per_channel') }),
      // As they come back from a checkpoint.
      statistics: JSON.parse(JSON.stringify(data.statistics)),
    });
    const [batch] = await collect(again.evaluationBatches('train', 64, { keep: true }));
    assert.equal(batch.inputs.x[5], Math.fround(values[5]));
  });

  it('mean_image takes the mean of every pixel away, of the window that evaluation sees', async () => {
    for (const augment of [[], [call('crop', { size: [2, 2], pad: 0 })]]) {
      const of = augment.length === 0 ? graph : scores([2, 2, 2], 12);
      const { values, data } = await seen({ normalize: call('mean_image'), augment }, of);
      const size = augment.length === 0 ? 32 : 8;
      assert.equal(data.statistics.image.image?.length, size);
      for (let i = 0; i < size; i++) close(mean(values.filter((_, at) => at % size === i)), 0);
    }
  });

  it('scale and fixed are what they are given', () => {
    const of = { column: 'image', channels: 2, statistics: null };
    assert.deepEqual(normalMap(call('scale', { factor: 0.5 }), of), {
      factor: Float64Array.of(0.5, 0.5),
      offset: Float64Array.of(0, 0),
    });
    assert.deepEqual(normalMap(call('fixed', { mean: [10, 20], std: [2] }), of), {
      factor: Float64Array.of(0.5, 0.5),
      offset: Float64Array.of(-5, -10),
    });
    assert.throws(() => normalMap(call('fixed', { mean: [1, 2, 3], std: [1] }), of), {
      name: 'DataError',
      message: 'fixed(mean=[…]) has 3 numbers; image has 2 channels. Give one for each, or one for all.',
    });
  });

  it('keeps small differences of large numbers, and makes nothing of what never changes', async () => {
    const columns: DataColumn[] = [
      { name: 'features', kind: 'features', role: 'sample', shape: [2] },
      { name: 'class', kind: 'class', role: 'target', shape: [], classes: ['a', 'b'] },
    ];
    const whole = {
      features: Float32Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 16_000_000 + (i / 2) * 2 : 7)),
      class: Int32Array.from({ length: 10 }, (_, i) => i % 2),
    };
    const data = await openOver(memorySource(columns, whole), scores([2], 2), {
      data: settings({
        normalize: call('per_channel'),
        split: call('folders', { train: 'a', val: 'b' }),
        source: call('npy', { folder: 'd' }),
      }),
    });
    const { mean: means, deviation } = data.statistics.features;
    assert.deepEqual(means, [16_000_009, 7]);
    // Of 0, 2, …, 18: 2·√((10² − 1)/12).
    close(deviation[0], 2 * Math.sqrt(99 / 12), 1e-12);
    const [batch] = await collect(data.valBatches(64, { keep: true }));
    assert.equal(batch.inputs.x[1], 0);
  });
});

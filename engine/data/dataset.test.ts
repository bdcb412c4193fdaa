import assert from 'node:assert/strict';
import { Dataset } from './dataset.ts';
import type { ImageSet } from './image-set.ts';
import { channelMap, channelStatistics } from './normalization.ts';
import { splitOf } from './split.ts';

const call = (name: string, args = {}) => ({ name, args });

/** Images of 2×2×2 whose pixels tell which image they are of: channel 0 its index, channel 1 ten more. */
const set: ImageSet = {
  shape: [2, 2, 2],
  count: 10,
  images: Uint8Array.from({ length: 80 }, (_, i) => Math.floor(i / 8) + 10 * (i % 2)),
  labels: Uint8Array.from({ length: 10 }, (_, i) => i),
};

describe('data', () => {
  it('splits by the seed: every image on one side', () => {
    const { train, val } = splitOf(call('holdout', { val: 3 }), 10, 1);
    assert.equal(val.length, 3);
    assert.deepEqual(
      [...train, ...val].sort((a, b) => a - b),
      Array.from({ length: 10 }, (_, i) => i),
    );
    assert.deepEqual(splitOf(call('holdout', { val: 3 }), 10, 1), { train, val });
    assert.notDeepEqual(splitOf(call('holdout', { val: 3 }), 10, 5).val, val);
  });

  it('measures the training images only', () => {
    const { mean, deviation } = channelStatistics(set, Uint32Array.of(2, 4));
    assert.deepEqual(mean, [3, 13]);
    assert.deepEqual(deviation, [1, 1]);
    const { factor, offset } = channelMap(call('per_channel'), set, Uint32Array.of(2, 4));
    assert.deepEqual(
      [factor, offset],
      [
        [1, 1],
        [-3, -13],
      ],
    );
  });

  it('makes nothing of a channel that never changes, rather than dividing by zero', () => {
    assert.deepEqual(channelMap(call('per_channel'), set, Uint32Array.of(5)).factor, [0, 0]);
  });

  it('gives every training image once an epoch, in an order of its own, the last batch as large as what is left', () => {
    const split = splitOf(call('holdout', { val: 3 }), 10, 1);
    const data = new Dataset(set, split, channelMap(null, set, split.train), 1);
    const epoch = (n: number) => [...data.trainBatches(n, 3)];
    assert.deepEqual(
      epoch(1).map(({ labels }) => labels.length),
      [3, 3, 1],
    );
    const order = (n: number) => epoch(n).flatMap(({ labels }) => [...labels]);
    assert.deepEqual(order(1).toSorted(), [...split.train].toSorted());
    assert.deepEqual(order(1), order(1));
    assert.notDeepEqual(order(1), order(2));
    const [first] = epoch(1);
    assert.equal(first!.images[0], first!.labels[0]);
    assert.equal(first!.images[9], (first!.labels[1] ?? 0) + 10);
  });
});

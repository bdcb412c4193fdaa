import assert from 'node:assert/strict';
import { batchCount, inRows, shuffled } from './order.ts';
import { splitOf } from './split.ts';

const upTo = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

describe('the order of samples', () => {
  it('goes on in each row of the batch where it was, for samples that follow each other', () => {
    for (const [count, size] of [
      [10, 4],
      [12, 4],
      [3, 8],
      [17, 5],
    ] as const) {
      const order = { samples: upTo(count), size };
      const batches = Array.from({ length: batchCount(order) }, (_, k) => inRows(order)(k));
      assert.deepEqual(
        batches.flatMap((batch) => [...batch]).sort((a, b) => a - b),
        [...upTo(count)],
      );
      for (const [k, batch] of batches.entries()) {
        assert.ok(batch.length <= size);
        batch.forEach((sample, row) => {
          if (k > 0) assert.equal(sample, (batches[k - 1]?.[row] ?? 0) + 1);
        });
      }
    }
  });

  it('is another in every epoch, and each batch is known without those before', () => {
    const order = { samples: upTo(100), size: 32 };
    assert.deepEqual(shuffled(order, 1, 2)(2), shuffled(order, 1, 2)(2));
    assert.notDeepEqual(shuffled(order, 1, 2)(2), shuffled(order, 1, 3)(2));
    assert.equal(shuffled(order, 1, 2)(3).length, 4);
  });
});

describe('a split', () => {
  const call = (name: string, args = {}) => ({ name, args });

  it('goes by the seed, every sample on one side', () => {
    const of = { count: 10, seed: 1, fold: 0, ordered: false };
    const { train, val } = splitOf(call('holdout', { val: 3 }), of);
    assert.equal(val.length, 3);
    assert.deepEqual(
      [...train, ...val].sort((a, b) => a - b),
      [...upTo(10)],
    );
    assert.deepEqual(splitOf(call('holdout', { val: 3 }), of), { train, val });
    assert.notDeepEqual(splitOf(call('holdout', { val: 3 }), { ...of, seed: 5 }).val, val);
  });

  it('leaves samples that follow each other in one piece', () => {
    const of = { count: 10, seed: 1, fold: 0, ordered: true };
    assert.deepEqual([...splitOf(call('holdout', { val: 3 }), of).val], [7, 8, 9]);
    assert.deepEqual([...splitOf(call('kfold', { folds: 5 }), { ...of, fold: 1 }).val], [6, 7]);
  });

  it('says what is left', () => {
    const of = { count: 4, seed: 1, fold: 0, ordered: false };
    assert.throws(() => splitOf(call('holdout', { val: 4 }), of), /leaves nothing to train on: the data has 4 samples/);
    assert.throws(() => splitOf(call('kfold', { folds: 5 }), of), /needs a sample for each fold; the data has 4/);
    assert.throws(() => splitOf(call('kfold', { folds: 2 }), { ...of, fold: 2 }), /no fold 2 of 2/);
  });
});

import assert from 'node:assert/strict';
import { fillUniform } from '../../random/philox.ts';
import { fractionalTaps } from './fractional-maxpool.ts';

const keysOf = (out: number, index: number) => [
  ...fillUniform(new Float64Array(out + 1), { seed: 3, purpose: 'dropout', index }),
];

const cases = [
  [25, 17],
  [32, 22],
  [7, 6],
  [9, 5],
  [10, 9],
  [4, 2],
] as const;

describe('regions of fractional max pooling', () => {
  it('overlap by a row or touch, are two wide, and go from the first row to the last', () => {
    for (const [extent, out] of cases) {
      for (let index = 0; index < 20; index++) {
        const taps = fractionalTaps(extent, out, true, keysOf(out, index));
        assert.equal(taps.length, out);
        assert.equal(taps[0][0], 0);
        assert.equal(taps.at(-1)?.at(-1), extent - 1);
        taps.forEach(([start, next], i) => {
          assert.equal(next, start + 1);
          if (i > 0) assert.ok([1, 2].includes(start - taps[i - 1][0]), `${start} after ${taps[i - 1][0]}`);
        });
      }
    }
  });

  it('cover every row once where they do not overlap', () => {
    for (const [extent, out] of cases) {
      const taps = fractionalTaps(extent, out, false, keysOf(out, 1));
      assert.deepEqual(
        taps.flat(),
        Array.from({ length: extent }, (_, i) => i),
      );
      assert.ok(taps.every(({ length }) => length === 1 || length === 2));
    }
  });

  it('leave a row out where steps of two do not reach: 5 to 2, 3 to 1', () => {
    for (const [extent, out] of [
      [5, 2],
      [3, 1],
    ] as const) {
      const starts = new Set<number>();
      for (let index = 0; index < 20; index++) {
        for (const overlap of [true, false]) {
          const taps = fractionalTaps(extent, out, overlap, keysOf(out, index));
          assert.deepEqual(
            taps.flat(),
            Array.from({ length: 2 * out }, (_, i) => taps[0][0] + i),
          );
          starts.add(taps[0][0]);
        }
      }
      assert.deepEqual([...starts].sort(), [0, 1]);
    }
  });

  it('are drawn anew: wide and narrow steps stand in many orders', () => {
    const orders = new Set(Array.from({ length: 30 }, (_, i) => String(fractionalTaps(25, 17, true, keysOf(17, i)))));
    assert.ok(orders.size > 20, `${orders.size} orders`);
  });
});

import assert from 'node:assert/strict';
import { fill, type Outline } from './outline.ts';

const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

const square = (from: number, to: number): Outline[number] => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
];

describe('filling an outline', () => {
  it('covers the area that lies inside, pixels at the edge in part', () => {
    const coverage = fill([square(1.5, 3.5)], 5, 5);
    assert.equal(sum(coverage), 4);
    assert.deepEqual([...coverage.subarray(5, 10)], [0, 0.25, 0.5, 0.25, 0]);
  });

  it('leaves holes, which wind the other way', () => {
    assert.equal(sum(fill([square(0, 4), square(1, 3).toReversed()], 4, 4)), 12);
  });

  it('clips what lies outside of the image', () => {
    assert.equal(sum(fill([square(-5, 2)], 4, 4)), 4);
  });
});

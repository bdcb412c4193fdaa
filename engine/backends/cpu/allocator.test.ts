import assert from 'node:assert/strict';
import { Allocator } from './allocator.ts';

describe('the places of tensors', () => {
  const begin = 4096;
  const make = (limit = Number.POSITIVE_INFINITY) =>
    new Allocator(begin, (end) => {
      if (end > limit) throw new RangeError('full');
    });

  it('are aligned and do not overlap', () => {
    const allocator = make();
    const places = [1, 64, 65, 1000].map((bytes) => ({ at: allocator.take(bytes), bytes }));
    for (const [i, { at, bytes }] of places.entries()) {
      assert.equal(at % 64, 0);
      const next = places[i + 1];
      if (next !== undefined) assert.ok(at + bytes <= next.at);
    }
  });

  it('are used again, neighbours together', () => {
    const allocator = make();
    const [a, b, c] = [100, 100, 100].map((bytes) => allocator.take(bytes));
    allocator.give(a);
    allocator.give(c);
    allocator.give(b);
    const { reach } = allocator;
    assert.equal(allocator.take(384), a);
    assert.equal(allocator.reach, reach);
  });

  it('lengthen the free end instead of leaving a hole', () => {
    const allocator = make();
    const a = allocator.take(64);
    const b = allocator.take(64);
    allocator.give(b);
    assert.equal(allocator.take(256), b);
    assert.equal(allocator.reach, 64 + 256);
    allocator.give(a);
    assert.equal(allocator.places, 1);
  });

  it('stay sound when memory is refused', () => {
    const allocator = make(begin + 256);
    const a = allocator.take(128);
    assert.throws(() => allocator.take(256), /full/);
    allocator.give(a);
    assert.equal(allocator.take(256), begin);
  });

  it('come to the same after the same', () => {
    const allocator = make();
    const step = () => {
      const taken = [300, 20, 5000, 64].map((bytes) => allocator.take(bytes));
      for (const at of taken) allocator.give(at);
      return taken;
    };
    assert.deepEqual(step(), step());
  });
});

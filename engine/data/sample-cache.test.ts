import assert from 'node:assert/strict';
import { images } from './images.fixture.ts';
import { cachedSource, cacheFor } from './sample-cache.ts';
import { CorruptError, type SampleSource } from './samples.ts';

/** Images that count how often each is read. */
function counted() {
  const reads: number[] = [];
  const { whole: _, ...source } = images(10, [3, 3, 1], 4);
  const read: SampleSource['read'] = (index) => {
    reads.push(index);
    return index === 0 ? Promise.reject(new CorruptError('0.jpg', 'it is torn')) : source.read(index);
  };
  return { source: { ...source, read }, reads, plain: source };
}

describe('samples that have been read', () => {
  it('are not read again, by whoever shares the memory', async () => {
    const { source, reads, plain } = counted();
    const cache = await cacheFor(source, 1 << 20);
    assert.ok(cache !== null);
    reads.length = 0;
    const [one, other] = [cachedSource(source, cache), cachedSource(source, structuredClone(cache))];
    const expected = await plain.read(7);
    for (const each of [one, other, one]) assert.deepEqual(await each.read(7), expected);
    assert.deepEqual(reads, [7]);
    await assert.rejects(one.read(0), { name: 'CorruptError' });
    await assert.rejects(other.read(0), { name: 'CorruptError' });
    assert.deepEqual(reads, [7, 0, 0]);
  });

  it('take no more than the room they are given', async () => {
    const { source, reads, plain } = counted();
    // 9 bytes on a boundary of 4, and a class: 16 bytes a sample.
    const cache = await cacheFor(source, 100);
    assert.ok(cache !== null);
    assert.deepEqual([cache.stride, cache.memory.byteLength], [16, 96]);
    reads.length = 0;
    const cached = cachedSource(source, cache);
    for (const index of [5, 6, 5, 6]) assert.deepEqual(await cached.read(index), await plain.read(index));
    assert.deepEqual(reads, [5, 6, 6]);
  });

  it('are not kept where they differ in length', async () => {
    const { source } = counted();
    const boxes = { name: 'boxes', kind: 'boxes', role: 'target', shape: [0, 5] } as const;
    const read: SampleSource['read'] = async (index) => ({
      ...(await source.read(1)),
      boxes: new Float32Array(5 * index),
    });
    assert.equal(
      await cacheFor({ ...source, columns: [...source.columns, boxes], read: (i) => read(i + 1) }, 1 << 20),
      null,
    );
  });
});

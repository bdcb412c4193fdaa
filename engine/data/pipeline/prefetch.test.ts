import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Made } from '../batch-maker.ts';
import type { BatchTask, Recipe } from '../recipe.ts';
import type { Maker } from './maker.ts';
import { BatchStream, BufferStock } from './prefetch.ts';

const recipe: Recipe = {
  seed: 1,
  data: 'toys',
  inputs: [{ name: 'x', column: 'x', size: 4, normal: null }],
  targets: [],
  picture: null,
  box: null,
  pixels: null,
  augment: [],
  facts: { mean: [], components: { values: [], vectors: [] } },
  mixup: 0,
  tenCrop: null,
};

/** A maker that is as fast as can be, and what it was asked for. */
function fast() {
  const made: number[] = [];
  const given: BatchTask[] = [];
  const buffers = new Set<ArrayBuffer>();
  const maker: Maker = {
    setRecipe() {},
    make(task, buffer): Promise<Made> {
      made.push(task.batch);
      buffers.add(buffer);
      return Promise.resolve({ buffer, count: task.indices.length, corrupt: [] });
    },
    measure: () => Promise.reject(new Error()),
    cancel: (tasks) => void given.push(...tasks),
    close: () => Promise.resolve(),
  };
  return { maker, made, given, buffers };
}

const streamOf = (maker: Maker, ahead: number, count = 100) =>
  new BatchStream({
    maker,
    recipe,
    count,
    from: 0,
    taskOf: (batch) => ({ source: 0, epoch: 1, batch, indices: Uint32Array.of(1, 2) }),
    ahead,
    stock: new BufferStock(ahead + 1),
    onWait() {},
    onCorrupt() {},
  });

const epoch = (maker: Maker, ahead: number) => streamOf(maker, ahead).take({ keep: false });

describe('looking ahead', () => {
  it('stops at its bound while the taker is slow', async () => {
    const { maker, made } = fast();
    const batches = epoch(maker, 3);
    await batches.next();
    for (let i = 0; i < 10; i++) await setImmediate();
    assert.deepEqual(made, [0, 1, 2, 3]);
    await batches.next();
    for (let i = 0; i < 10; i++) await setImmediate();
    assert.deepEqual(made, [0, 1, 2, 3, 4]);
    await batches.return();
  });

  it('makes each when it is asked for where there is nobody to make it before', async () => {
    const { maker, made } = fast();
    const batches = epoch(maker, 0);
    await batches.next();
    await batches.next();
    assert.deepEqual(made, [0, 1]);
  });

  it('gives up what was begun and is not taken', async () => {
    const { maker, given } = fast();
    for await (const { index } of epoch(maker, 2)) if (index === 4) break;
    assert.deepEqual(
      given.map(({ batch }) => batch),
      [5, 6],
    );
  });

  it('begins before anyone asks, and says when nothing of it is in the making any more', async () => {
    const { maker, made, given } = fast();
    const stream = streamOf(maker, 2, 3);
    stream.begin();
    assert.deepEqual(made, [0, 1]);
    const seen: (number | 'last')[] = [];
    for await (const { index } of stream.take({ keep: false, onLast: () => seen.push('last') })) seen.push(index);
    assert.deepEqual(seen, [0, 1, 'last', 2]);
    assert.deepEqual(made, [0, 1, 2]);
    assert.deepEqual(given, []);
  });

  it('uses buffers again', async () => {
    const sizes = new BufferStock(2);
    const first = sizes.take(8);
    sizes.give(first);
    assert.notEqual(sizes.take(16), first);
    assert.equal(sizes.take(8), first);
    assert.notEqual(sizes.take(8), first);
  });
});

import assert from 'node:assert/strict';
import { sizeOf } from '../../model/shape.ts';
import { chain } from '../../model/zoo.fixture.ts';
import { referenceBackend } from '../backends/reference/backend.ts';
import { fromTorch, ownShape, toTorch } from './layout.ts';
import { makeNetwork } from './small-net.fixture.ts';

describe('layout of weights', () => {
  it('turns out × in × h × w into h × w × in × out', () => {
    // Each number says where it is: out, in, row, column.
    const torch = Float32Array.from([...digits([2, 3, 2, 2])]);
    const own = [...fromTorch(torch, [2, 3, 2, 2])].map((value) => `${value}`.padStart(4, '0'));
    const expected = [...digits([2, 2, 3, 2])].map((value) => {
      const [row, column, input, out] = `${value}`.padStart(4, '0');
      return `${out}${input}${row}${column}`;
    });
    assert.deepEqual(own, expected);
    assert.deepEqual(ownShape([2, 3, 4, 5]), [4, 5, 3, 2]);
  });

  it('comes back as it was', () => {
    for (const shape of [[4], [3, 5], [2, 3, 4, 5]]) {
      const data = Float32Array.from({ length: sizeOf(shape) }, (_, i) => i);
      assert.deepEqual(toTorch(fromTorch(data, shape), shape), data);
    }
  });

  it('lets a dense after flatten see channel, row, column', async () => {
    const graph = chain([2, 2, 2], [['flatten'], ['dense', { units: 8, bias: false }]]);
    const network = await makeNetwork(referenceBackend, graph);
    const identity = Float32Array.from({ length: 64 }, (_, i) => (i % 9 === 0 ? 1 : 0));
    await network.setWeights(new Map([['dense1.weight', { shape: [8, 8], data: identity }]]));
    // Height × width × channels; the second channel counts in tens.
    const scores = await network.predict({ x: Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40) }, 1);
    assert.deepEqual([...scores.get('dense1')!.data], [1, 2, 3, 4, 10, 20, 30, 40]);
  });
});

/** All indices of a shape in order, written as decimal digits. */
function* digits(shape: readonly number[], prefix = 0): Generator<number> {
  const [extent, ...rest] = shape;
  if (extent === undefined) yield prefix;
  else for (let i = 0; i < extent; i++) yield* digits(rest, prefix * 10 + i);
}

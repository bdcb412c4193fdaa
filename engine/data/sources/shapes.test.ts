import assert from 'node:assert/strict';
import { Folder } from './source.fixture.ts';

describe('the source shapes', () => {
  const folder = new Folder();
  after(() => folder.remove());
  const open = (args = {}, seed = 1) => folder.open('shapes', { count: 400, ...args }, seed);

  it('has as many shapes as asked for, each about as often', async () => {
    const source = await open({ classes: 8, size: [12, 16] });
    assert.deepEqual(source.columns[0]?.shape, [12, 16, 3]);
    assert.equal(source.columns[1]?.classes?.length, 8);
    const counts = new Array<number>(8).fill(0);
    for (let i = 0; i < source.count; i++) counts[(await source.read(i)).class?.[0] ?? 0]!++;
    assert.ok(
      counts.every((count) => count > 25 && count < 80),
      String(counts),
    );
  });

  it('says in the box where the shape is: there and only there the ground changes', async () => {
    const [height, width] = [40, 60];
    const source = await open({ classes: 8, size: [height, width], noise: 0 });
    for (let i = 0; i < 100; i++) {
      const { image = [], box = [] } = await source.read(i);
      const [left = 0, top = 0, wide = 0, tall = 0] = box;
      assert.ok(left >= 0 && top >= 0 && left + wide <= 1 && top + tall <= 1);
      // What is most frequent on the edge of the image is the ground: a shape never covers all of it.
      const at = (y: number, x: number) => [...image.slice(3 * (y * width + x), 3 * (y * width + x) + 3)].join();
      const edge = Array.from({ length: height }, (_, y) => [at(y, 0), at(y, width - 1)]).flat();
      const ground = edge.toSorted(
        (a, b) => edge.filter((one) => one === b).length - edge.filter((one) => one === a).length,
      )[0];
      const found = { left: width, top: height, right: 0, bottom: 0 };
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          if (at(y, x) === ground) continue;
          found.left = Math.min(found.left, x);
          found.right = Math.max(found.right, x + 1);
          found.top = Math.min(found.top, y);
          found.bottom = Math.max(found.bottom, y + 1);
        }
      const expected = [left * width, top * height, (left + wide) * width, (top + tall) * height];
      // The points of a star, a triangle and a diamond end within a pixel or two.
      for (const [n, side] of [found.left, found.top, found.right, found.bottom].entries())
        assert.ok(Math.abs(side - (expected[n] ?? 0)) <= 2.5, `image ${i}: ${side} for ${expected[n]}`);
    }
  });

  it('is the same for the same seed and another for another', async () => {
    const [one, two, other] = [await open(), await open(), await open({}, 2)];
    assert.deepEqual(await one.read(7), await two.read(7));
    assert.notDeepEqual((await one.read(7)).image, (await other.read(7)).image);
  });
});

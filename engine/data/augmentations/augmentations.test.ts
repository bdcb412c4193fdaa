import assert from 'node:assert/strict';
import { augmentations as specs } from '../../../model/augmentations/index.ts';
import type { Call } from '../../../model/catalog/arguments.ts';
import { defaults } from '../../../model/catalog/arguments.ts';
import { type Box, blank, type Scene, UNCOUNTED } from '../picture/picture.ts';
import { augment, withoutChance } from './index.ts';
import { drawMix, mixClasses, mixNumbers } from './mixup.ts';
import { tenCrop } from './ten-crop.ts';

const facts = { mean: [7], components: { values: [], vectors: [] } };

const call = (name: keyof typeof specs, args: Call['args'] = {}): Call => ({
  name,
  args: { ...(defaults(specs[name].args) as Call['args']), ...args },
});

/** One channel; a bright block, marked by a box and by class 1 of the pixels, on dark ground of class 0. */
function block([x, y, width, height]: Box, side = 16): Scene {
  const picture = blank(side, side, 1);
  const data = new Int32Array(side * side);
  for (let row = y; row < y + height; row++) {
    picture.data.fill(200, row * side + x, row * side + x + width);
    data.fill(1, row * side + x, row * side + x + width);
  }
  return { picture, pixels: { height: side, width: side, data }, box: [x, y, width, height] };
}

/** The box around pixels of a kind. */
function around(values: ArrayLike<number>, width: number, is: (value: number) => boolean): Box {
  const places = Array.from(values).flatMap((value, i) => (is(value) ? [i] : []));
  const [xs, ys] = [places.map((i) => i % width), places.map((i) => Math.floor(i / width))];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return [x, y, Math.max(...xs) - x + 1, Math.max(...ys) - y + 1];
}

const train = (calls: readonly Call[], index: number, scene = block([5, 6, 4, 3])) =>
  augment(scene, calls, { seed: 1, epoch: 1, index, facts });

describe('augmentations', () => {
  for (const each of [
    call('flip', { axis: 'both' }),
    call('crop', { size: [14, 15], pad: 1 }),
    call('translate', { fraction: 0.25 }),
  ])
    it(`${each.name} moves boxes and classes of pixels with the image`, () => {
      const seen = new Set<string>();
      for (let index = 0; index < 40; index++) {
        const { picture, pixels, box } = train([each], index);
        assert.deepEqual(
          around(picture.data, picture.width, (value) => value > 0),
          box,
        );
        assert.deepEqual(
          around(pixels?.data ?? [], picture.width, (value) => value === 1),
          box,
        );
        seen.add(String(box));
      }
      assert.ok(seen.size >= 4, `${seen.size} places`);
    });

  for (const each of [
    call('random_resized_crop', { size: [32, 32], scale: [0.6, 1] }),
    call('stretch', { factor: 1.5 }),
  ])
    it(`${each.name} does so up to a pixel of interpolation`, () => {
      for (let index = 0; index < 40; index++) {
        const { picture, box } = train([each], index);
        const bright = around(picture.data, picture.width, (value) => value > 100);
        bright.forEach((value, i) => {
          assert.ok(Math.abs(value - (box?.[i] ?? 0)) <= 1, `${bright} instead of ${box}`);
        });
      }
    });

  it('leaves of a box what lies within', () => {
    const { box } = withoutChance(block([1, 2, 8, 12]), [call('crop', { size: [8, 8] })], false);
    assert.deepEqual(box, [0, 0, 5, 8]);
    const outside = withoutChance(block([0, 0, 2, 2]), [call('crop', { size: [8, 8] })], false);
    assert.deepEqual(outside.box?.slice(2), [0, 0]);
  });

  it('does not count pixels that come in from outside', () => {
    const shifts = Array.from({ length: 20 }, (_, index) => train([call('translate', { fraction: 0.5 })], index));
    for (const { picture, pixels } of shifts)
      pixels?.data.forEach((value, i) => {
        if (value === UNCOUNTED) assert.equal(picture.data[i], 0);
      });
    assert.ok(shifts.some(({ pixels }) => pixels?.data.includes(UNCOUNTED)));
  });

  it('draws for each sample, epoch and place in the list on its own', () => {
    const jitter = call('color_jitter', { brightness: 0.2, contrast: 0 });
    const at = (seed: number, epoch: number, index: number, calls: Call[]) =>
      String(augment(block([5, 6, 4, 3]), calls, { seed, epoch, index, facts }).picture.data[6 * 16 + 5]);
    assert.equal(at(1, 1, 1, [jitter]), at(1, 1, 1, [jitter]));
    const different = [at(1, 1, 1, [jitter]), at(2, 1, 1, [jitter]), at(1, 2, 1, [jitter]), at(1, 1, 2, [jitter])];
    assert.equal(new Set(different).size, 4);
    const both = Array.from({ length: 64 }, (_, index) => String(train([call('flip'), call('flip')], index).box));
    assert.equal(new Set(both).size, 2);
  });

  it('flips as often as asked for', () => {
    const flips = Array.from({ length: 1000 }, (_, index) => train([call('flip', { p: 0.3 })], index).box?.[0] !== 5);
    const share = flips.filter(Boolean).length / 1000;
    assert.ok(Math.abs(share - 0.3) < 4 * Math.sqrt((0.3 * 0.7) / 1000), `${share}`);
  });

  it('cutout sets a square to the mean of the data, part of it outside at times', () => {
    const areas = Array.from({ length: 200 }, (_, index) => {
      const { picture } = train([call('cutout', { size: 4, p: 1 })], index, block([0, 0, 16, 16]));
      const [, , width, height] = around(picture.data, 16, (value) => value === 7);
      assert.equal(picture.data.filter((value) => value === 7).length, width * height);
      return width * height;
    });
    assert.equal(Math.max(...areas), 16);
    assert.equal(Math.min(...areas), 4);
  });

  it('ten_crop gives the corners and the middle, then their mirror images', () => {
    const picture = { height: 4, width: 5, channels: 1, data: Float32Array.from({ length: 20 }, (_, i) => i) };
    const crops = tenCrop(picture, { size: [2, 2], flip: true }).map(({ data }) => [...data]);
    assert.deepEqual(crops.slice(0, 5), [
      [0, 1, 5, 6],
      [3, 4, 8, 9],
      [10, 11, 15, 16],
      [13, 14, 18, 19],
      [6, 7, 11, 12],
    ]);
    assert.deepEqual(crops[5], [1, 0, 6, 5]);
    assert.equal(crops.length, 10);
    assert.equal(tenCrop(picture, { size: [2, 2], flip: false }).length, 5);
  });
});

describe('mixup', () => {
  it('mixes numbers and classes by the same share, and shares add up to one', () => {
    const mix = { share: 0.75, partners: Uint32Array.of(1, 2, 0) };
    const values = Float32Array.of(0, 4, 8, 12, 16, 20);
    mixNumbers(values, mix);
    assert.deepEqual([...values], [2, 6, 10, 14, 12, 16]);
    const shares = mixClasses(Int32Array.of(0, 2, 2), 3, mix, new Float32Array(9).fill(5));
    assert.deepEqual([...shares.values], [0.75, 0, 0.25, 0, 0, 1, 0.25, 0, 0.75]);
  });

  for (const alpha of [0.2, 1, 4])
    it(`draws shares from the beta distribution of ${alpha}`, () => {
      const n = 4000;
      const shares = Array.from({ length: n }, (_, batch) => drawMix(alpha, 2, { seed: 1, epoch: 1, batch }).share);
      const mean = shares.reduce((a, b) => a + b, 0) / n;
      const variance = shares.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
      // Of beta(α, α): mean ½, variance 1/(4(2α + 1)).
      const expected = 1 / (4 * (2 * alpha + 1));
      assert.ok(Math.abs(mean - 0.5) < 4 * Math.sqrt(expected / n), `mean ${mean}`);
      assert.ok(Math.abs(variance / expected - 1) < 0.1, `variance ${variance} instead of ${expected}`);
    });
});

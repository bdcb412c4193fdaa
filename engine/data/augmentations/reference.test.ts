import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Draws } from '../../random/draws.ts';
import { eigenOf } from '../eigen.ts';
import type { Picture } from '../picture/picture.ts';
import { resizePicture } from '../picture/resize.ts';
import { addSample, noSums, statisticsOf } from '../statistics.ts';
import { brighten, contrast, saturate, turnHue } from './color-jitter.ts';
import { augment } from './index.ts';
import { rotated } from './rotate.ts';

interface Changed {
  readonly values: readonly number[];
}
type Colours = readonly (Changed & { readonly factor: number })[];

/** What torchvision and NumPy make of small images; `scripts/fixtures/augmentations.py`. */
const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../test/engine/fixtures/augmentations.json'), 'utf8'),
) as {
  readonly height: number;
  readonly width: number;
  readonly image: readonly number[];
  readonly resized: readonly (Changed & { readonly height: number; readonly width: number })[];
  readonly rotated: readonly (Changed & { readonly degrees: number })[];
  readonly brightness: Colours;
  readonly contrast: Colours;
  readonly saturation: Colours;
  readonly hue: Colours;
  readonly components: {
    readonly images: readonly (readonly number[])[];
    readonly values: readonly number[];
    readonly vectors: readonly (readonly number[])[];
  };
};

const image = (): Picture => ({
  height: reference.height,
  width: reference.width,
  channels: 3,
  data: Float32Array.from(reference.image),
});

function close(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => {
    assert.ok(Math.abs(actual[i] - value) <= tolerance, `number ${i}: ${actual[i]} instead of ${value}`);
  });
}

describe('images are changed as torchvision changes them', () => {
  for (const { height, width, values } of reference.resized)
    it(`scaled to ${height}×${width}`, () => close(resizePicture(image(), height, width).data, values, 1e-3));

  for (const { degrees, values } of reference.rotated)
    it(`turned by ${degrees}°`, () =>
      close(rotated({ picture: image(), pixels: null, box: null }, degrees).picture.data, values, 1e-3));

  // torchvision takes 0.2989 of red where BT.601 has 0.299: 0.0001·255·0.6 and rounding.
  for (const [name, change, tolerance] of [
    ['brightness', brighten, 1e-3],
    ['contrast', contrast, 0.03],
    ['saturation', saturate, 0.03],
    ['hue', turnHue, 1e-2],
  ] as const)
    for (const { factor, values } of reference[name])
      it(`${name} by ${factor}`, () => {
        const picture = image();
        change(picture, factor);
        close(picture.data, values, tolerance);
      });
});

describe('pca_lighting', () => {
  const { images, values, vectors } = reference.components;
  const wanted = { channels: 3, shift: images[0].slice(0, 3), covariance: true, image: 0 };
  const sums = noSums(wanted);
  for (const each of images) addSample(sums, wanted, each);
  const covariance = statisticsOf(sums, wanted).covariance ?? [];
  const components = eigenOf(covariance.map((row) => row.map((value) => value / 255 ** 2)));

  it('measures the components that NumPy finds', () => {
    close(components.values, values, 1e-12);
    components.vectors.forEach((vector, i) => {
      const sign = Math.sign(vector.reduce((sum, value, c) => sum + value * vectors[i][c], 0));
      close(
        vector.map((value) => value * sign),
        vectors[i],
        1e-9,
      );
    });
  });

  it('adds Σ pᵢ·λᵢ·aᵢ to every pixel, as AlexNet does', () => {
    const place = { seed: 5, epoch: 2, index: 7 };
    const draws = new Draws({ seed: 5, purpose: 'augment', time: 2, index: 7 });
    const amounts = values.map((value) => value * 0.1 * draws.normal());
    const shift = [0, 1, 2].map((c) =>
      amounts.reduce((sum, amount, i) => sum + amount * components.vectors[i][c] * 255, 0),
    );
    const { picture } = augment(
      { picture: image(), pixels: null, box: null },
      [{ name: 'pca_lighting', args: { std: 0.1 } }],
      {
        ...place,
        facts: { mean: [], components },
      },
    );
    close(
      picture.data,
      reference.image.map((value, i) => value + shift[i % 3]),
      1e-3,
    );
  });
});

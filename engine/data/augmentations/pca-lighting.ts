import type { AugmentationOf } from './augmentation.ts';

/** Σ pᵢ·λᵢ·aᵢ is added to every pixel, in values of 0 to 1; nothing is clamped. */
export const pca_lighting: AugmentationOf<'pca_lighting'> = {
  train(scene, { std }, draws, { components: { values, vectors } }) {
    const { channels, data } = scene.picture;
    const shift = new Array<number>(channels).fill(0);
    values.forEach((value, i) => {
      const amount = 255 * value * std * draws.normal();
      for (let c = 0; c < channels; c++) shift[c] += amount * vectors[i][c];
    });
    for (let at = 0; at < data.length; at += channels) for (let c = 0; c < channels; c++) data[at + c] += shift[c];
    return scene;
  },
};

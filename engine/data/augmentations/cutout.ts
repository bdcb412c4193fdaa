import type { AugmentationOf } from './augmentation.ts';

/** The middle of the square is any pixel, so that part of it may lie outside. Boxes and classes stay. */
export const cutout: AugmentationOf<'cutout'> = {
  train(scene, { size, p }, draws, { mean }) {
    if (!draws.chance(p)) return scene;
    const { height, width, channels, data } = scene.picture;
    const top = draws.below(height) - Math.floor(size / 2);
    const left = draws.below(width) - Math.floor(size / 2);
    for (let y = Math.max(0, top); y < Math.min(height, top + size); y++)
      for (let x = Math.max(0, left); x < Math.min(width, left + size); x++)
        for (let c = 0; c < channels; c++) data[(y * width + x) * channels + c] = mean[c];
    return scene;
  },
};

import { cutBox } from '../picture/cut.ts';
import type { Box } from '../picture/picture.ts';
import { warp } from '../picture/warp.ts';
import type { AugmentationOf } from './augmentation.ts';

export const stretch: AugmentationOf<'stretch'> = {
  train(scene, { factor }, draws) {
    // Even in the logarithm: as often smaller as larger.
    const down = factor ** draws.between(-1, 1);
    const across = factor ** draws.between(-1, 1);
    const { height, width } = scene.picture;
    const moved = ([x, y, w, h]: Box): Box => [
      (x - width / 2) * across + width / 2,
      (y - height / 2) * down + height / 2,
      w * across,
      h * down,
    ];
    const box = scene.box === null ? null : cutBox(moved(scene.box), { top: 0, left: 0, height, width });
    return { ...warp(scene, [1 / across, 0, 0, 1 / down]), box };
  },
};

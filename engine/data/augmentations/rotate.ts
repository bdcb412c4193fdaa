import { warp } from '../picture/warp.ts';
import type { AugmentationOf } from './augmentation.ts';

export const rotate: AugmentationOf<'rotate'> = {
  refuses: (_, __, { box }) =>
    box
      ? 'rotate turns images, and a box with upright sides cannot turn with them. Leave rotate out, or the head that is compared with the box.'
      : null,
  train(scene, { degrees }, draws) {
    const angle = (draws.between(-degrees, degrees) * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    // Rows go down: a positive angle turns the picture against the clock.
    return warp(scene, [cos, -sin, sin, cos]);
  },
};

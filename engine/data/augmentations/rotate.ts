import type { Scene } from '../picture/picture.ts';
import { warp } from '../picture/warp.ts';
import type { AugmentationOf } from './augmentation.ts';

export const rotate: AugmentationOf<'rotate'> = {
  refuses: (_, __, { box }) =>
    box
      ? 'rotate turns images, and a box with upright sides cannot turn with them. Leave rotate out, or the head that is compared with the box.'
      : null,
  train(scene, { degrees }, draws) {
    return rotated(scene, draws.between(-degrees, degrees));
  },
};

/** Against the clock for positive angles. */
export function rotated(scene: Scene, degrees: number): Scene {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // Rows go down.
  return warp(scene, [cos, -sin, sin, cos]);
}

import { cut } from '../picture/cut.ts';
import type { AugmentationOf } from './augmentation.ts';

export const translate: AugmentationOf<'translate'> = {
  train(scene, { fraction }, draws) {
    const { height, width } = scene.picture;
    const way = (extent: number) => {
      const most = Math.floor(extent * fraction);
      return draws.below(2 * most + 1) - most;
    };
    return cut(scene, { top: way(height), left: way(width), height, width });
  },
};

import { mirror } from '../picture/cut.ts';
import type { AugmentationOf } from './augmentation.ts';

export const flip: AugmentationOf<'flip'> = {
  train(scene, { axis, p }, draws) {
    let result = scene;
    for (const each of ['horizontal', 'vertical'] as const)
      if ((axis === each || axis === 'both') && draws.chance(p)) result = mirror(result, each);
    return result;
  },
};

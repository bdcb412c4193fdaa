import { cut } from '../picture/cut.ts';
import { middle, type Scene, type Window } from '../picture/picture.ts';
import { type AugmentationOf, callText } from './augmentation.ts';

export const crop: AugmentationOf<'crop'> = {
  extents: ({ size: [height, width] }, [, , channels]) => [height, width, channels],
  refuses({ size, pad }, [height, width]) {
    const room = [height + 2 * pad, width + 2 * pad];
    if (size[0] <= room[0]! && size[1] <= room[1]!) return null;
    const sum =
      pad === 0 ? `${height}×${width}` : `${height}×${width} with ${pad} more on each side, ${room.join('×')}`;
    return `${callText('crop', size)} does not fit into ${sum}. Cut out less, or take larger images.`;
  },
  train(scene, { size: [height, width], pad }, draws) {
    const { picture } = scene;
    const top = draws.below(picture.height + 2 * pad - height + 1) - pad;
    const left = draws.below(picture.width + 2 * pad - width + 1) - pad;
    return cut(scene, { top, left, height, width });
  },
  evaluate(scene, { size: [height, width], pad }, whole) {
    return cut(scene, whole ? padded(scene, pad) : middle(scene.picture, height, width));
  },
};

const padded = ({ picture }: Scene, pad: number): Window => ({
  top: -pad,
  left: -pad,
  height: picture.height + 2 * pad,
  width: picture.width + 2 * pad,
});

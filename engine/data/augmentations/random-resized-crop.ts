import type { Draws } from '../../random/draws.ts';
import { cut } from '../picture/cut.ts';
import { middle, type Picture, type Window } from '../picture/picture.ts';
import { resize } from '../picture/resize.ts';
import type { AugmentationOf } from './augmentation.ts';

/** Windows tried before the middle is taken, as torchvision does. */
const TRIES = 10;

/** How much larger the image is in evaluation than what is cut out of it. */
const MARGIN = 256 / 224;

export const random_resized_crop: AugmentationOf<'random_resized_crop'> = {
  extents: ({ size: [height, width] }, [, , channels]) => [height, width, channels],
  refuses({ scale, ratio }) {
    for (const [name, range] of Object.entries({ scale, ratio })) {
      const [low, high] = range as readonly number[];
      if (range.length === 2 && low! <= high! && high! > 0) continue;
      return `random_resized_crop takes ${name}=[smallest, largest]; ${name} is [${range.join(', ')}].`;
    }
    return null;
  },
  train(scene, { size: [height, width], scale, ratio }, draws) {
    const window = choose(scene.picture, scale as readonly number[], ratio as readonly number[], draws);
    return resize(cut(scene, window), height, width);
  },
  evaluate(scene, { size: [height, width] }, whole) {
    const { picture } = scene;
    const factor = Math.max((MARGIN * height) / picture.height, (MARGIN * width) / picture.width);
    const tall = Math.max(height, Math.round(picture.height * factor));
    const wide = Math.max(width, Math.round(picture.width * factor));
    const scaled = resize(scene, tall, wide);
    return whole ? scaled : cut(scaled, middle(scaled.picture, height, width));
  },
};

function choose(of: Picture, scale: readonly number[], ratio: readonly number[], draws: Draws): Window {
  const area = of.height * of.width;
  const [narrow, wide] = [ratio[0]!, ratio[1]!];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const part = area * draws.between(scale[0]!, scale[1]!);
    // Even in the logarithm: twice as wide is as likely as twice as tall.
    const aspect = Math.exp(draws.between(Math.log(narrow), Math.log(wide)));
    const width = Math.round(Math.sqrt(part * aspect));
    const height = Math.round(Math.sqrt(part / aspect));
    if (width < 1 || height < 1 || width > of.width || height > of.height) continue;
    return { top: draws.below(of.height - height + 1), left: draws.below(of.width - width + 1), height, width };
  }
  const own = of.width / of.height;
  const height = own < narrow ? Math.min(of.height, Math.max(1, Math.round(of.width / narrow))) : of.height;
  const width = own > wide ? Math.min(of.width, Math.max(1, Math.round(of.height * wide))) : of.width;
  return middle(of, height, width);
}

/** The augmentations of one sample at a time; `mixup` works on a batch, `ten_crop` on what evaluation sees. */
import type { Call } from '../../../model/catalog/arguments.ts';
import type { NameOf } from '../../../model/catalog/index.ts';
import { Draws } from '../../random/draws.ts';
import type { Scene } from '../picture/picture.ts';
import type { Augmentation, AugmentationOf, ImageFacts } from './augmentation.ts';
import { color_jitter } from './color-jitter.ts';
import { crop } from './crop.ts';
import { cutout } from './cutout.ts';
import { flip } from './flip.ts';
import { pca_lighting } from './pca-lighting.ts';
import { random_resized_crop } from './random-resized-crop.ts';
import { rotate } from './rotate.ts';
import { stretch } from './stretch.ts';
import { translate } from './translate.ts';

type OfOneSample = Exclude<NameOf<'augmentation'>, 'mixup' | 'ten_crop'>;

const augmentations: { readonly [A in OfOneSample]: AugmentationOf<A> } = {
  flip,
  crop,
  random_resized_crop,
  color_jitter,
  pca_lighting,
  rotate,
  translate,
  stretch,
  cutout,
};

/** `null` for what does not work on one sample. The arguments of a call are those of its name. */
export const augmentationOf = ({ name }: Call): Augmentation<Call['args']> | null =>
  Object.hasOwn(augmentations, name)
    ? (augmentations[name as OfOneSample] as unknown as Augmentation<Call['args']>)
    : null;

/** What training sees of a sample in an epoch. */
export function augment(
  scene: Scene,
  calls: readonly Call[],
  { seed, epoch, index, facts }: { seed: number; epoch: number; index: number; facts: ImageFacts },
): Scene {
  return calls.reduce((result, call, lane) => {
    const augmentation = augmentationOf(call);
    if (augmentation === null) return result;
    return augmentation.train(
      result,
      call.args,
      new Draws({ seed, purpose: 'augment', time: epoch, index }, lane),
      facts,
    );
  }, scene);
}

/** What evaluation sees of it; `whole`: before `ten_crop` cuts. */
export const withoutChance = (scene: Scene, calls: readonly Call[], whole: boolean): Scene =>
  calls.reduce((result, call) => augmentationOf(call)?.evaluate?.(result, call.args, whole) ?? result, scene);

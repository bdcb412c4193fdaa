import { color_jitter } from './color-jitter.ts';
import { crop } from './crop.ts';
import { cutout } from './cutout.ts';
import { flip } from './flip.ts';
import { mixup } from './mixup.ts';
import { pca_lighting } from './pca-lighting.ts';
import { random_resized_crop } from './random-resized-crop.ts';
import { rotate } from './rotate.ts';
import { stretch } from './stretch.ts';
import { ten_crop } from './ten-crop.ts';
import { translate } from './translate.ts';

export const augmentations = {
  flip,
  crop,
  random_resized_crop,
  color_jitter,
  pca_lighting,
  rotate,
  translate,
  stretch,
  cutout,
  mixup,
  ten_crop,
} as const;

/** Arguments of the sources that read image files. */
import { oneOf, size } from '../catalog/arguments.ts';

export const imageSize = size(
  'Height and width of the images: scaled until the shorter side fits, every pixel counting (triangle filter, as BILINEAR of Pillow), then the middle is cut out.',
  { min: 1 },
);

export const color = oneOf(
  'What pixels become.',
  {
    rgb: 'Three channels; grey is repeated, transparency is laid on white.',
    grey: 'One channel: 0.299·R + 0.587·G + 0.114·B.',
  },
  { default: 'rgb' },
);

export const corrupt = oneOf(
  'What to do with an item that cannot be read; it is named and counted.',
  { skip: 'Leave it out.', fail: 'Stop.' },
  { default: 'skip' },
);

import { oneOf, size, text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const image_folder = defineCallable({
  kind: 'source',
  name: 'image_folder',
  doc: 'A folder with one folder of images for each class, named for it; classes are sorted by name. JPEG, PNG, BMP and GIF, turned as EXIF says.',
  example: 'image_folder("data/pets", 64x64)',
  args: {
    folder: text('The folder of the classes, relative to the model file.', { path: 'folder' }),
    size: size(
      'Height and width of the images: scaled until the shorter side fits, every pixel counting (triangle filter, as BILINEAR of Pillow), then the middle is cut out.',
      {
        min: 1,
      },
    ),
    color: oneOf(
      'What pixels become.',
      {
        rgb: 'Three channels; grey is repeated, transparency is laid on white.',
        grey: 'One channel: 0.299·R + 0.587·G + 0.114·B.',
      },
      { default: 'rgb' },
    ),
    corrupt: oneOf(
      'What to do with an item that cannot be read; it is named and counted.',
      { skip: 'Leave it out.', fail: 'Stop.' },
      { default: 'skip' },
    ),
  },
});

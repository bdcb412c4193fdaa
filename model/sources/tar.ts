import { oneOf, size, text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const tar = defineCallable({
  kind: 'source',
  name: 'tar',
  doc: 'A tar file or a numbered row of them in which files of the same name and different endings make a sample (WebDataset). Packed ones, .tar.gz or .tgz, are unpacked into memory.',
  source: 'WebDataset',
  example: 'tar("data/train-{000..009}.tar", 64x64)',
  args: {
    file: text('The file, relative to the model file; `{000..009}` stands for a row of them.', { path: 'file' }),
    size: size(
      'Height and width of the images: scaled until the shorter side fits, every pixel counting (triangle filter, as BILINEAR of Pillow), then the middle is cut out.',
      {
        min: 1,
      },
    ),
    image: text('The ending of the image.', { default: 'jpg' }),
    label: text('The ending of the label: a file with a whole number.', { default: 'cls' }),
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

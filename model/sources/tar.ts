import { text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';
import { color, corrupt, imageSize } from './image-arguments.ts';

export const tar = defineCallable({
  kind: 'source',
  name: 'tar',
  doc: 'A tar file or a numbered row of them in which files of the same name and different endings make a sample (WebDataset). Packed ones, .tar.gz or .tgz, are unpacked into memory.',
  source: 'WebDataset',
  example: 'tar("data/train-{000..009}.tar", 64x64)',
  args: {
    file: text('The file, relative to the model file; `{000..009}` stands for a row of them.', { path: 'file' }),
    size: imageSize,
    image: text('The ending of the image.', { default: 'jpg' }),
    label: text('The ending of the label: a file with a whole number.', { default: 'cls' }),
    color,
    corrupt,
  },
});

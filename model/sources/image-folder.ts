import { text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';
import { color, corrupt, imageSize } from './image-arguments.ts';

export const image_folder = defineCallable({
  kind: 'source',
  name: 'image_folder',
  doc: 'A folder with one folder of images for each class, named for it; classes are sorted by name. JPEG, PNG, BMP and GIF, turned as EXIF says.',
  example: 'image_folder("data/pets", 64x64)',
  args: {
    folder: text('The folder of the classes, relative to the model file.', { path: 'folder' }),
    size: imageSize,
    color,
    corrupt,
  },
});

import { bool, text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';
import { corrupt } from './image-arguments.ts';

export const coco = defineCallable({
  kind: 'source',
  name: 'coco',
  doc: 'Images with boxes, classes and masks as COCO describes them: a folder of images and a JSON file of instances.',
  source: 'Lin et al., Microsoft COCO, 2014',
  example: 'coco("data/val2017", "data/instances_val2017.json")',
  args: {
    folder: text('The folder of the images, relative to the model file.', { path: 'folder' }),
    annotations: text('The JSON file.', { path: 'file' }),
    crowd: bool('Whether regions marked as crowds are kept.', { default: false }),
    corrupt,
  },
});

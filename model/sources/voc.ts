import { bool, oneOf, text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';
import { corrupt } from './image-arguments.ts';

export const voc = defineCallable({
  kind: 'source',
  name: 'voc',
  doc: 'Images with boxes and classes, or with a class for each pixel, as PASCAL VOC lays them out: JPEGImages, Annotations, SegmentationClass and ImageSets.',
  source: 'Everingham et al., The PASCAL visual object classes challenge, 2010',
  example: 'voc("data/VOC2012")',
  args: {
    folder: text('The folder of the year, relative to the model file.', { path: 'folder' }),
    set: text('The list of images in ImageSets.', { default: 'trainval' }),
    task: oneOf(
      'What the targets are.',
      {
        detection: 'Boxes and their classes.',
        segmentation: 'A class for each pixel; the border, 255, is not counted.',
      },
      { default: 'detection' },
    ),
    difficult: bool('Whether objects marked as difficult are kept.', { default: false }),
    corrupt,
  },
});

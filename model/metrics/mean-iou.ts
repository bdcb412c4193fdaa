import { int, name } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const mean_iou = defineCallable({
  kind: 'metric',
  name: 'mean_iou',
  doc: 'Intersection over union of each class over the pixels of all images, then the mean over the classes that are there.',
  source: 'Long, Shelhamer and Darrell, 2015; Everingham et al., 2010',
  example: 'mean_iou()',
  args: {
    head: name('The head that is measured; the only one where there is no other.', { default: '' }),
    ignore: int('A label that is not counted, such as 255 for the border in PASCAL VOC; −1: none.', {
      min: -1,
      default: 255,
    }),
  },
});

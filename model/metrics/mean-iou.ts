import { name } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';
import { ignoredLabel } from '../catalog/ignored-label.ts';

export const mean_iou = defineCallable({
  kind: 'metric',
  name: 'mean_iou',
  doc: 'Intersection over union of each class over the pixels of all images, then the mean over the classes that are there.',
  source: 'Long, Shelhamer and Darrell, 2015; Everingham et al., 2010',
  example: 'mean_iou()',
  args: {
    head: name('The head that is measured; the only one where there is no other.', { default: '' }),
    ignore: ignoredLabel(255),
  },
});

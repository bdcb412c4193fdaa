import { float, name, oneOf } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const mean_average_precision = defineCallable({
  kind: 'metric',
  name: 'mean_average_precision',
  doc: 'The area under precision over recall of each class, every point used, then the mean over classes (PASCAL VOC from 2010 on). COCO takes the mean over thresholds of 0.5, 0.55, … 0.95 and 101 points of recall.',
  source: 'Everingham et al., 2010; Lin et al., Microsoft COCO, 2014',
  example: 'mean_average_precision()',
  args: {
    head: name('The head that is measured; the only one where there is no other.', { default: '' }),
    iou: float('Intersection over union from which a box is right.', { min: 0, max: 1, default: 0.5 }),
    rule: oneOf(
      'How the area is taken.',
      {
        voc: 'Every point, at one threshold.',
        voc07: '11 points of recall, at one threshold (PASCAL VOC 2007).',
        coco: '101 points of recall, the mean over ten thresholds; `iou` is not used.',
      },
      { default: 'voc' },
    ),
  },
});

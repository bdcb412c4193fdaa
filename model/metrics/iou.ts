import { name } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const iou = defineCallable({
  kind: 'metric',
  name: 'iou',
  doc: 'Mean intersection over union of the predicted and the true box.',
  source: 'CS231n, detection and segmentation',
  example: 'iou()',
  args: { head: name('The head that is measured; the only one where there is no other.', { default: '' }) },
});

import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const ssd_loss = defineCallable({
  kind: 'loss',
  name: 'ssd_loss',
  doc: 'MultiBox: softmax cross-entropy of the classes and, for boxes that match an object, `smooth_l1` of the offsets, divided by the number of matched boxes. Of the boxes on background only the worst are used.',
  source: 'Liu et al., SSD: single shot multibox detector, 2016',
  example: 'ssd_loss()',
  args: {
    alpha: float('α: weight of the offsets.', { min: 0, default: 1 }),
    negatives: float('Boxes on background for each matched one.', { min: 0, default: 3 }),
    match: float(
      'Intersection over union from which a default box matches an object; the best box of each object does in any case.',
      { min: 0, max: 1, default: 0.5 },
    ),
  },
});

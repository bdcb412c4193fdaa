import { float, int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const box_loss = defineCallable({
  kind: 'loss',
  name: 'box_loss',
  doc: 'The loss of `box_head`: softmax cross-entropy of the classes and, for regions on an object, `smooth_l1` of the offsets of the true class, over a sample of the regions, both divided by its size.',
  source: 'Girshick, Fast R-CNN, 2015',
  example: 'box_loss()',
  args: {
    match: float('Intersection over union from which a region is on an object.', { min: 0, max: 1, default: 0.5 }),
    sample: int('Regions of each image that are used; the paper has 64, torchvision 512.', { min: 1, default: 512 }),
    fraction: float('At most this share of them is on objects.', { min: 0, max: 1, default: 0.25 }),
    offsets: float('λ: weight of the offsets.', { min: 0, default: 1 }),
    beta: float('β of `smooth_l1`; 1/9 as in torchvision, 1 in the paper.', {
      min: 0,
      exclusive: true,
      default: 1 / 9,
    }),
  },
});

import { float, int } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const rpn_loss = defineCallable({
  kind: 'loss',
  name: 'rpn_loss',
  doc: 'Binary cross-entropy of objectness and `smooth_l1` of the offsets of anchors on an object, over a sample of the anchors. As in torchvision both are divided by the number of anchors in the sample; the paper divides the offsets by the number of positions and weighs them by 10, which is nearly the same.',
  source: 'Ren et al., Faster R-CNN, 2015',
  example: 'rpn_loss()',
  args: {
    positive: float(
      'Intersection over union from which an anchor is on an object; the best anchor of each object is in any case.',
      { min: 0, max: 1, default: 0.7 },
    ),
    negative: float('Below this an anchor is on background; between the two it is not used.', {
      min: 0,
      max: 1,
      default: 0.3,
    }),
    sample: int('Anchors of each image that are used.', { min: 1, default: 256 }),
    fraction: float('At most this share of them is on objects.', { min: 0, max: 1, default: 0.5 }),
    offsets: float('λ: weight of the offsets.', { min: 0, default: 1 }),
    beta: float('β of `smooth_l1`; 1/9 as in torchvision.', { min: 0, exclusive: true, default: 1 / 9 }),
  },
});

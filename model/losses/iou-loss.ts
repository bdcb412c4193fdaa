import { oneOf } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const iou_loss = defineCallable({
  kind: 'loss',
  name: 'iou_loss',
  doc: '1 − intersection over union of predicted and true boxes (x and y of the upper left corner, width, height), the mean over the batch. A negative width or height reaches to the other side of the corner. Boxes that do not meet have no gradient under plain `iou`; the others add a term for how far they are apart.',
  source: 'Rezatofighi et al., Generalized intersection over union, 2019; Zheng et al., Distance-IoU loss, 2020',
  example: 'iou_loss()',
  args: {
    variant: oneOf(
      'What is added where boxes lie apart.',
      {
        iou: 'Nothing.',
        giou: 'The share of the enclosing box that neither box covers.',
        diou: 'The squared distance of the centers over the squared diagonal of the enclosing box.',
        ciou: 'That, and how much the aspect ratios differ.',
      },
      { default: 'giou' },
    ),
  },
});

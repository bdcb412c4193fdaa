import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const yolo_loss = defineCallable({
  kind: 'loss',
  name: 'yolo_loss',
  doc: 'The loss of YOLO: squared errors of center and of the roots of width and height of the box responsible for an object, squared errors of confidence, and of the class probabilities of cells with an object; sums over a sample, the mean over the batch.',
  source: 'Redmon et al., You only look once, 2016',
  example: 'yolo_loss()',
  args: {
    coord: float('λ_coord: weight of the errors of boxes.', { min: 0, default: 5 }),
    noobj: float('λ_noobj: weight of the confidence of boxes without an object.', { min: 0, default: 0.5 }),
  },
});

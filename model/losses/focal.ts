import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const focal = defineCallable({
  kind: 'loss',
  name: 'focal',
  doc: 'Cross-entropy of independent classes in which what is already right counts less: −α·(1 − p)^γ·log p of a yes, −(1 − α)·p^γ·log(1 − p) of a no, p = σ(s). The sum over boxes is divided by the number of boxes with an object, as in the paper; sigmoid_focal_loss of torchvision leaves that to the caller.',
  source: 'Lin et al., Focal loss for dense object detection, 2017',
  example: 'focal()',
  args: {
    alpha: float('α: weight of objects against background.', { min: 0, max: 1, default: 0.25 }),
    gamma: float('γ: how fast what is easy fades; 0 is plain cross-entropy.', { min: 0, default: 2 }),
  },
});

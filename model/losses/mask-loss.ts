import { defineCallable } from '../catalog/callable.ts';

export const mask_loss = defineCallable({
  kind: 'loss',
  name: 'mask_loss',
  doc: 'Binary cross-entropy of the mask of the true class of each region on an object, the mean over pixels and regions; the masks of other classes are free. The true mask is cut out at the size of the output.',
  source: 'He et al., Mask R-CNN, 2017',
  example: 'mask_loss()',
  args: {},
});

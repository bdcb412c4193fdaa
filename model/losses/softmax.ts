import { float, list } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';
import { ignoredLabel } from '../catalog/ignored-label.ts';

export const softmax = defineCallable({
  kind: 'loss',
  name: 'softmax',
  doc: 'Softmax cross-entropy: the mean over the batch of −log p of the true class, p = exp(s)/Σexp(s). The scores come straight from the last layer, without a softmax. With smoothing ε the target is 1 − ε for the true class plus ε/C for each of C classes. Class weights multiply the loss of each sample, and the mean is divided by their sum, as in PyTorch; Keras divides by the number of samples. Shares of classes, as mixup makes them, are weighed alike, where PyTorch divides by the number of samples. On steps and pixels the mean is over all of them, less those with the label `ignore` (PyTorch: `ignore_index`); of a batch without any other the loss is 0, where PyTorch has NaN.',
  source: 'CS231n, lecture 3; label smoothing: Szegedy et al., 2016',
  example: 'softmax()',
  args: {
    smoothing: float('ε: how much of the target is spread over all classes.', { min: 0, max: 1, default: 0 }),
    weights: list(
      'Weight of each class, in the order of the classes; none: all count 1.',
      float('Weight of one class.', { min: 0 }),
      { default: [] },
    ),
    ignore: ignoredLabel(-1),
  },
});

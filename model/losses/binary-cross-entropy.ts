import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const binary_cross_entropy = defineCallable({
  kind: 'loss',
  name: 'binary_cross_entropy',
  doc: 'Cross-entropy of independent yes-or-no outputs: the mean over batch and outputs of −w·t·log σ(s) − (1 − t)·log(1 − σ(s)). The scores come straight from the last layer, without a sigmoid, as for BCEWithLogitsLoss of PyTorch; BinaryCrossentropy of Keras takes probabilities unless told otherwise.',
  source: 'CS231n, lecture 3',
  example: 'binary_cross_entropy()',
  args: { positive: float('w: weight of the outputs whose target is yes.', { min: 0, exclusive: true, default: 1 }) },
});

import { bool, float, oneOf } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const rmsprop = defineCallable({
  kind: 'optimizer',
  name: 'rmsprop',
  doc: 'RMSProp: AdaGrad with a running mean in place of the sum: s = ρ·s + (1 − ρ)·g², w = w − lr·g/(√s + ε). CS231n and PyTorch add ε outside the root, TensorFlow inside: g/√(s + ε). With momentum the scaled gradient is what v collects.',
  source: 'CS231n, lecture 8; Tieleman and Hinton, 2012',
  example: 'rmsprop(lr=1e-3)',
  args: {
    lr: float('Learning rate.', { min: 0, exclusive: true, default: 1e-3 }),
    decay: float('ρ: how much of the running mean is kept. CS231n has 0.9, 0.99 or 0.999; PyTorch 0.99, Keras 0.9.', {
      min: 0,
      max: 1,
      default: 0.99,
    }),
    eps: float('ε, which keeps the division from zero.', { min: 0, exclusive: true, default: 1e-8 }),
    epsilon: oneOf(
      'Where ε is added.',
      { outside: 'To the root: √s + ε (CS231n, PyTorch).', inside: 'Under the root: √(s + ε) (TensorFlow).' },
      { default: 'outside' },
    ),
    momentum: float('μ: how much of the last step is kept.', { min: 0, max: 1, default: 0 }),
    centered: bool('Whether the square of the mean gradient is taken off s (Graves, 2013).', { default: false }),
  },
});

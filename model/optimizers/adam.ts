import { bool, float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const adam = defineCallable({
  kind: 'optimizer',
  name: 'adam',
  doc: 'Adam: steps scaled by running means of the gradient and of its square, corrected for their start at zero: m = β₁·m + (1 − β₁)·g, v = β₂·v + (1 − β₂)·g², w = w − lr·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), as in PyTorch. Keras has 10⁻⁷ for ε.',
  source: 'CS231n, lecture 8; Kingma and Ba, 2015',
  example: 'adam(lr=1e-3)',
  args: {
    lr: float('Learning rate.', { min: 0, exclusive: true, default: 1e-3 }),
    beta1: float('Decay of the running mean of the gradient.', { min: 0, max: 1, default: 0.9 }),
    beta2: float('Decay of the running mean of its square.', { min: 0, max: 1, default: 0.999 }),
    eps: float('Added to the root of the second mean.', { min: 0, exclusive: true, default: 1e-8 }),
    amsgrad: bool(
      'Whether the largest second mean so far is used (Reddi et al., 2018), before its correction, as in PyTorch.',
      { default: false },
    ),
  },
});

import { call, float, list, name, text } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const perceptual = defineCallable({
  kind: 'loss',
  name: 'perceptual',
  doc: 'How far the output is from the target in the eyes of a trained network, whose weights stay as they are: ½Σ(F − P)² over the features of content layers, and for style layers the mean of Σ(G − A)²/(4N²M²) over their Gram matrices, N channels of M pixels. Gatys et al. optimize the image itself, Johnson et al. a network that draws it.',
  source: 'Gatys, Ecker and Bethge, 2016; Johnson, Alahi and Fei-Fei, 2016',
  example: 'perceptual(VGG16, weights=load("vgg16.safetensors"), content=["relu2_2"])',
  args: {
    model: name('The model that looks at both images.'),
    weights: call('Its weights.', ['weights']),
    content: list('Layers whose features should be the same.', text('The id of a layer of the model.'), {
      default: [],
    }),
    style: list('Layers whose Gram matrices should be the same.', text('The id of a layer of the model.'), {
      default: [],
    }),
    alpha: float('Weight of content.', { min: 0, default: 1 }),
    beta: float('Weight of style; Gatys et al. have α/β = 10⁻³ or 10⁻⁴.', { min: 0, default: 1000 }),
  },
});

import { float } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const pca_lighting = defineCallable({
  kind: 'augmentation',
  name: 'pca_lighting',
  doc: 'Adds a random amount of each principal component of the colours of the training images: Σ pᵢ·λᵢ·aᵢ, pᵢ and λᵢ the eigenvectors and eigenvalues of their covariance in values of 0 to 1, aᵢ Gaussian (AlexNet). They come from the training split only.',
  source: 'CS231n, lecture 8; Krizhevsky, Sutskever and Hinton, 2012',
  example: 'pca_lighting()',
  args: { std: float('Standard deviation of a.', { min: 0, default: 0.1 }) },
});

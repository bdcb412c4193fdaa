import { float, list } from '../catalog/arguments.ts';
import { defineCallable } from '../catalog/callable.ts';

export const fixed = defineCallable({
  kind: 'normalization',
  name: 'fixed',
  doc: 'Subtracts a given mean from each channel and divides by a given standard deviation, in pixel values of 0 to 255: what a network came with that was trained elsewhere. torchvision has values of 0 to 1: multiply its numbers by 255.',
  source: 'CS231n, lecture 7',
  example: 'fixed(mean=[123.675, 116.28, 103.53], std=[58.395, 57.12, 57.375])',
  args: {
    mean: list('Of each channel, or one number for all.', float('Mean of one channel.')),
    std: list(
      'Of each channel, or one number for all.',
      float('Standard deviation of one channel.', { min: 0, exclusive: true }),
      { default: [1] },
    ),
  },
});

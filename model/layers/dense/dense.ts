import { bool, int } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { inferLinear } from './linear.ts';

export const dense = defineLayer({
  name: 'dense',
  doc: 'Fully connected: every output is a weighted sum of all features, y = Wx + b. On steps × features or items × features it applies the same weights at every step or item; an image is flattened first. PyTorch calls it Linear, Keras Dense, Caffe InnerProduct.',
  source: 'CS231n, lecture 4',
  example: 'dense(128)',
  args: {
    units: int('Number of outputs.', { min: 1 }),
    bias: bool('Whether each output adds a learned constant.', { default: true }),
  },
  keeps: ['input'],
  memory: 'own',
  infer: ({ inputs, args }) => inferLinear('dense', inputs[0] ?? null, args.units, args.bias),
});

import { bool, int, padding, size } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { slidingOf } from '../window/arithmetic.ts';
import { inferConvolution } from './convolve.ts';

export const conv = defineLayer({
  name: 'conv',
  doc: 'Convolution over height and width. Every filter spans all input channels (of its group) and gives one output channel; the output extent is ⌊(in − dilation·(kernel − 1) − 1 + pad)/stride⌋ + 1. As in all frameworks it is a correlation: filters are not flipped. The weight is filters × channels/groups × height × width (PyTorch, Caffe; Keras puts filters last). Numeric padding is the same on both sides, as in PyTorch; `same` pads unevenly at even totals, as in Keras. At each step and item of `steps × …` or `items × …` the same filters run.',
  source: 'CS231n, lecture 5; groups: Krizhevsky et al., 2012; dilation: Yu and Koltun, 2016',
  example: 'conv(32, 3x3, pad=1)',
  args: {
    filters: int('Number of filters: the channels of the output.', { min: 1 }),
    kernel: size('Height and width of a filter; a lone number is square.', { min: 1 }),
    stride: size('How far the filter moves at each step.', { min: 1, default: [1, 1] }),
    pad: padding('Zeros around the input: a number, (rows, columns), four sides, `same` or `valid`.', {
      default: [0, 0, 0, 0],
    }),
    dilation: size('How far the elements of a filter lie apart.', { min: 1, default: [1, 1] }),
    groups: int('In how many groups channels and filters are split; each group sees only its own channels.', {
      min: 1,
      default: 1,
    }),
    bias: bool('Whether each filter adds a learned constant.', { default: true }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args: { filters, kernel, stride, pad, dilation, groups, bias } }) {
    const sliding = slidingOf(kernel, stride, pad, dilation);
    const input = inputs[0] ?? null;
    return inferConvolution({ layer: 'conv', family: 'conv', rank: 2, input, filters, groups, sliding, bias });
  },
});

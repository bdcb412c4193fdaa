import { bool, int, padding1 } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { one, slidingOf } from '../window/arithmetic.ts';
import { inferConvolution } from './convolve.ts';

export const conv1d = defineLayer({
  name: 'conv1d',
  doc: 'Convolution over the steps of a sequence. Every filter spans all features (of its group) and gives one feature of the output; the number of steps becomes ⌊(steps − dilation·(kernel − 1) − 1 + pad)/stride⌋ + 1. Padding only before, `pad=(kernel − 1, 0)`, makes it causal: no step sees a later one. The weight is filters × features/groups × kernel, as in PyTorch, which orders features × steps where we write steps × features. The receptive field is given in steps.',
  source: 'Waibel et al., 1989; causal and dilated: van den Oord et al., 2016',
  example: 'conv1d(64, 3, pad=1)',
  args: {
    filters: int('Number of filters: the features of the output.', { min: 1 }),
    kernel: int('How many steps a filter spans.', { min: 1 }),
    stride: int('How many steps the filter moves at a time.', { min: 1, default: 1 }),
    pad: padding1('Zeros before and after the steps: a number, (before, after), `same` or `valid`.', {
      default: [0, 0],
    }),
    dilation: int('How many steps the elements of a filter lie apart.', { min: 1, default: 1 }),
    groups: int('In how many groups features and filters are split.', { min: 1, default: 1 }),
    bias: bool('Whether each filter adds a learned constant.', { default: true }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args: { filters, kernel, stride, pad, dilation, groups, bias } }) {
    const sliding = slidingOf(one(kernel), one(stride), pad, one(dilation));
    const input = inputs[0] ?? null;
    return inferConvolution({ layer: 'conv1d', family: 'conv', rank: 1, input, filters, groups, sliding, bias });
  },
});

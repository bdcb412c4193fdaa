import { bool, int, padding3, size3 } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { slidingOf } from '../window/arithmetic.ts';
import { inferConvolution } from './convolve.ts';

export const conv3d = defineLayer({
  name: 'conv3d',
  doc: 'Convolution over depth, height and width: volumes, and videos whose frames are the depth. Every filter spans all input channels (of its group); each axis follows the arithmetic of conv. The weight is filters × channels/groups × depth × height × width, as in PyTorch. The receptive field is given for height and width.',
  source: 'Ji et al., 2010; Tran et al., 2015',
  example: 'conv3d(64, 3x3x3, pad=1)',
  args: {
    filters: int('Number of filters: the channels of the output.', { min: 1 }),
    kernel: size3('Depth, height and width of a filter; a lone number is a cube.', { min: 1 }),
    stride: size3('How far the filter moves at each step.', { min: 1, default: [1, 1, 1] }),
    pad: padding3('Zeros around the input: a number, (depth, rows, columns), six sides, `same` or `valid`.', {
      default: [0, 0, 0, 0, 0, 0],
    }),
    dilation: size3('How far the elements of a filter lie apart.', { min: 1, default: [1, 1, 1] }),
    groups: int('In how many groups channels and filters are split.', { min: 1, default: 1 }),
    bias: bool('Whether each filter adds a learned constant.', { default: true }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args: { filters, kernel, stride, pad, dilation, groups, bias } }) {
    const sliding = slidingOf(kernel, stride, pad, dilation);
    const input = inputs[0] ?? null;
    return inferConvolution({ layer: 'conv3d', family: 'conv', rank: 3, input, filters, groups, sliding, bias });
  },
});

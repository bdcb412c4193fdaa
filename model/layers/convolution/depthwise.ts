import { bool, int, padding, size } from '../../catalog/arguments.ts';
import { product } from '../../shape.ts';
import { placeAt } from '../expect.ts';
import { defineLayer } from '../spec.ts';
import { slidingOf } from '../window/arithmetic.ts';
import { inferConvolution } from './convolve.ts';

export const depthwise = defineLayer({
  name: 'depthwise',
  doc: 'Convolution of each channel by itself: as many groups as channels. Every channel has `multiplier` filters of one channel, so the output has channels · multiplier; a 1×1 conv behind it mixes them. In PyTorch this is Conv2d with groups=channels, and the weight is (channels · multiplier) × 1 × height × width; Keras calls it DepthwiseConv2D.',
  source: 'Sifre, 2014; Howard et al., 2017 (MobileNet)',
  example: 'depthwise(3x3, pad=1)',
  args: {
    kernel: size('Height and width of a filter; a lone number is square.', { min: 1 }),
    stride: size('How far the filter moves at each step.', { min: 1, default: [1, 1] }),
    pad: padding('Zeros around the input: a number, (rows, columns), four sides, `same` or `valid`.', {
      default: [0, 0, 0, 0],
    }),
    dilation: size('How far the elements of a filter lie apart.', { min: 1, default: [1, 1] }),
    multiplier: int('Filters for each channel.', { min: 1, default: 1 }),
    bias: bool('Whether each filter adds a learned constant.', { default: true }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args: { kernel, stride, pad, dilation, multiplier, bias } }) {
    const input = inputs[0] ?? null;
    const groups = placeAt(2, input)?.core?.extents[2] ?? null;
    const filters = product([groups, multiplier]);
    const sliding = slidingOf(kernel, stride, pad, dilation);
    return inferConvolution({ layer: 'depthwise', rank: 2, input, filters, groups, perGroup: 1, sliding, bias });
  },
});

import { bool, int, padding, size } from '../../catalog/arguments.ts';
import { type Extent, product, splitShape, withLeading } from '../../shape.ts';
import { placeAt } from '../expect.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { slidingOf } from '../window/arithmetic.ts';
import { filterWeights, inferConvolution } from './convolve.ts';

export const separable = defineLayer({
  name: 'separable',
  doc: 'A depthwise convolution and a 1×1 convolution behind it, with nothing in between: each channel is filtered by itself, then the channels are mixed. Only the second has a bias, as in Keras (SeparableConv2D). MobileNet and Xception put normalization and activations between the two: write `depthwise` and `conv` there.',
  source: 'Chollet, 2017 (Xception)',
  example: 'separable(64, 3x3, pad=1)',
  args: {
    filters: int('Filters of the 1×1 convolution: the channels of the output.', { min: 1 }),
    kernel: size('Height and width of the depthwise filters; a lone number is square.', { min: 1 }),
    stride: size('How far the depthwise filters move at each step.', { min: 1, default: [1, 1] }),
    pad: padding('Zeros around the input: a number, (rows, columns), four sides, `same` or `valid`.', {
      default: [0, 0, 0, 0],
    }),
    dilation: size('How far the elements of a depthwise filter lie apart.', { min: 1, default: [1, 1] }),
    multiplier: int('Depthwise filters for each channel.', { min: 1, default: 1 }),
    bias: bool('Whether each filter of the 1×1 convolution adds a learned constant.', { default: true }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args: { filters, kernel, stride, pad, dilation, multiplier, bias } }) {
    const input = inputs[0] ?? null;
    const groups = placeAt(2, input)?.core?.extents[2] ?? null;
    const middle = product([groups, multiplier]);
    const sliding = slidingOf(kernel, stride, pad, dilation);
    const spatial = inferConvolution({
      layer: 'separable',
      rank: 2,
      input,
      filters: middle,
      groups,
      perGroup: 1,
      finally: filters,
      sliding,
      bias: false,
    });
    return spatial.output === null
      ? spatial
      : withPointwise(spatial, spatial.output.extents, { filters, middle, bias });
  },
});

interface Pointwise {
  readonly filters: Extent;
  readonly middle: Extent;
  readonly bias: boolean | null;
}

function withPointwise(spatial: Inferred, between: readonly Extent[], { filters, middle, bias }: Pointwise): Inferred {
  const named = (prefix: string, weights: Inferred['weights'] = []) =>
    weights.map((weight) => ({ ...weight, name: `${prefix}.${weight.name}` }));
  const { leading, core } = splitShape(spatial.output!, 3);
  const output = withLeading(leading, { axes: core.axes, extents: core.extents.with(2, filters) });
  const pointwise = product([...output.extents, middle]);
  const depthwise = spatial.macs ?? null;
  return {
    ...spatial,
    output,
    weights: [
      ...named('depthwise', spatial.weights),
      ...named('pointwise', filterWeights(filters, middle, [1, 1], bias)),
    ],
    // The 1×1 convolution's own input: its filters' gradient needs it.
    saved: [{ name: 'depthwise', shape: between, perSample: true }],
    macs: depthwise === null || pointwise === null ? null : depthwise + pointwise,
  };
}

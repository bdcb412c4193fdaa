import { bool, int, padding, size } from '../../catalog/arguments.ts';
import { type Extent, image, product, withLeading } from '../../shape.ts';
import { placeAt, resultText, wrongAxes } from '../expect.ts';
import { defineLayer, type WeightSpec } from '../spec.ts';
import { groupFaults } from './groups.ts';
import { explainSpread, outputPadFault, type Spread, spread, spreadField, tooSmall } from './transpose.ts';

export const conv_transpose = defineLayer({
  name: 'conv_transpose',
  doc: 'Transposed convolution: every input element places a weighted copy of the filter on the output, `stride` apart; what a conv of the same arguments does to gradients. The output extent is (in − 1)·stride − pad + dilation·(kernel − 1) + 1 + output_pad. Padding is cut off the output; `same` gives in · stride, as in Keras. The weight is channels × filters/groups × height × width, as in PyTorch. Multiply-adds are counted at the input: each element meets the whole filter once.',
  source: 'Zeiler et al., 2010; Dumoulin and Visin, 2016',
  example: 'conv_transpose(64, 4x4, stride=2, pad=1)',
  args: {
    filters: int('Number of filters: the channels of the output.', { min: 1 }),
    kernel: size('Height and width of a filter; a lone number is square.', { min: 1 }),
    stride: size('How far apart neighboring inputs place the filter.', { min: 1, default: [1, 1] }),
    pad: padding('Rows and columns cut off the output: a number, (rows, columns), four sides, `same` or `valid`.', {
      default: [0, 0, 0, 0],
    }),
    output_pad: size(
      'Rows and columns added below and right, which otherwise several input sizes share; less than stride or dilation.',
      { min: 0, default: [0, 0] },
    ),
    dilation: size('How far the elements of a filter lie apart.', { min: 1, default: [1, 1] }),
    groups: int('In how many groups channels and filters are split.', { min: 1, default: 1 }),
    bias: bool('Whether each filter adds a learned constant.', { default: true }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args: { filters, kernel, stride, pad, output_pad, dilation, groups, bias } }) {
    const layer = 'conv_transpose';
    const input = inputs[0] ?? null;
    const placed = placeAt(2, input);
    if (placed === null) return { output: null, faults: [wrongAxes(layer, 2, input!)] };
    const { leading, core } = placed;
    const channels = core?.extents[2] ?? null;
    const perGroup = filters === null || groups === null || filters % groups !== 0 ? null : filters / groups;
    const weights = transposedWeights(channels, filters, perGroup, kernel ?? [null, null], bias);
    const outputOf = (extents: readonly Extent[], last = filters) =>
      withLeading(leading, image(extents[0] ?? null, extents[1] ?? null, last));
    const known = kernel !== null && stride !== null && pad !== null && output_pad !== null && dilation !== null;
    const asked: Spread | null = known ? { kernel, stride, pad, outputPad: output_pad, dilation } : null;
    const axes = asked === null ? null : spread(core?.extents ?? null, asked);
    const fits = axes?.every(({ out }) => out === null || out >= 1) ?? false;
    const extents = axes?.map(({ out }) => (fits ? out : null)) ?? [null, null];
    const grouped = groupFaults({ layer, channels, filters, groups, outputOf: (count) => outputOf(extents, count) });
    const output = outputOf(extents);
    if (asked === null || axes === null) return { output, weights, macs: null, global: true, faults: grouped };
    const title = (tried: readonly Extent[]) => resultText(outputOf(tried));
    const fault = outputPadFault(core, asked, title) ?? tooSmall(core, asked, title);
    return {
      output,
      weights,
      macs: product([...leading.extents, ...(core?.extents ?? [null]), perGroup, ...asked.kernel]),
      window: spreadField(axes, asked.stride),
      faults: fault === null ? grouped : [...grouped, fault],
      arithmetic: () => explainSpread(core, asked, axes),
    };
  },
});

/** PyTorch counts the fan of a transposed weight by its layout: in from its second axis, out from its first. */
function transposedWeights(
  channels: Extent,
  filters: Extent,
  perGroup: Extent,
  kernel: readonly Extent[],
  bias: boolean | null,
): WeightSpec[] {
  const fan = { in: product([perGroup, ...kernel]), out: product([channels, ...kernel]) };
  return [
    { name: 'weight', shape: [channels, perGroup, ...kernel], role: 'weight', fan },
    ...(bias === false ? [] : [{ name: 'bias', shape: [filters], role: 'bias' as const, start: 0 }]),
  ];
}

import { int } from '../../catalog/arguments.ts';
import { type Extent, image, product, sum, withLeading } from '../../shape.ts';
import { defineLayer } from '../spec.ts';
import { featureMap, needsMap } from './feature-map.ts';
import { regionMaps } from './regions.ts';
import { convWeights } from './weights.ts';

export const mask_head = defineLayer({
  name: 'mask_head',
  doc: 'A mask for each region and class at twice the resolution: 3×3 convolutions with ReLU, a transposed 2×2 convolution of stride 2 with ReLU, then a 1×1 convolution with one output for each class; a sigmoid belongs to the loss. Weights are named as in torchvision, mask head and predictor together. `classes` counts the background, as torchvision does; the paper has a mask for each class without it.',
  source: 'CS231n, detection and segmentation; He et al., Mask R-CNN, 2017',
  example: 'mask_head(classes=21)',
  args: {
    classes: int('Number of classes.', { min: 1 }),
    channels: int('Filters of each convolution between.', { min: 1, default: 256 }),
    convs: int('How many 3×3 convolutions.', { min: 0, default: 4 }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const input = inputs[0] ?? null;
    const { classes, channels, convs } = args;
    const wrong = needsMap('mask_head', input);
    const map = featureMap(input);
    const { leading, height, width } = map;
    const twice = (extent: Extent): Extent => (extent === null ? null : 2 * extent);
    const before = convs === 0 ? map.channels : channels;
    const inputOf = (i: number): Extent => (i === 0 ? map.channels : channels);
    // The number of convolutions is bounded here so that a slip of the finger does not make a list without end.
    const layers = Array.from({ length: Math.min(convs ?? 0, 64) }, (_, i) => i);
    const { weight, bias } = transposed(before, channels);
    const pixels = product([...leading.extents, height, width]);
    const perPixel = layers.map((i) => product([9, inputOf(i), channels]));
    const up = product([4, before, channels]);
    const logits = product([4, channels, classes]);
    const output = image(twice(height), twice(width), classes);
    return {
      output: input === null || wrong !== null ? regionMaps(null, [null, null], classes) : withLeading(leading, output),
      weights:
        convs === null
          ? []
          : [
              ...layers.flatMap((i) => convWeights(`mask_head.${i}.0`, channels, inputOf(i), [3, 3])),
              weight,
              bias,
              ...convWeights('mask_predictor.mask_fcn_logits', classes, channels, [1, 1]),
            ],
      saved: [
        ...layers.map((i) => ({
          name: `relu${i + 1}`,
          shape: [...leading.extents, height, width, channels],
          perSample: true,
        })),
        { name: 'relu_up', shape: [...leading.extents, twice(height), twice(width), channels], perSample: true },
      ],
      macs: convs === null ? null : product([pixels, sum([...perPixel, up, logits])]),
      window: {
        kernel: [2 * layers.length + 1, 2 * layers.length + 1],
        stride: [0.5, 0.5],
        before: [layers.length + 0.25, layers.length + 0.25],
      },
      ...(wrong === null ? {} : { faults: [wrong] }),
      arithmetic: height === null || width === null ? [] : [`2·${height} × 2·${width} = ${2 * height}×${2 * width}`],
    };
  },
});

/** The transposed convolution: channels in × channels out × 2 × 2. Each output pixel is a sum over the channels in alone. */
function transposed(before: Extent, channels: Extent) {
  const name = 'mask_predictor.conv5_mask';
  const fan = { in: product([before, 4]), out: product([channels, 4]) };
  return {
    weight: { name: `${name}.weight`, shape: [before, channels, 2, 2], role: 'weight' as const, fan },
    bias: { name: `${name}.bias`, shape: [channels], role: 'bias' as const, start: 0 },
  };
}

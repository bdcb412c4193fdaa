import { int } from '../../catalog/arguments.ts';
import { items, product, type Shape, withLeading } from '../../shape.ts';
import { defineLayer } from '../spec.ts';
import { featureMap, needsMap } from './feature-map.ts';
import { convWeights } from './weights.ts';

/** What makes the box of an anchor: offsets of the center, logarithms of height and width. */
const BOX = 4;

export const rpn = defineLayer({
  name: 'rpn',
  doc: 'Region proposal network on one feature map: a 3×3 convolution with ReLU, then for each anchor of each pixel how much it looks like an object and how its box moves. Weights are named as in torchvision, where it has as many channels between as the map; the paper has 512 after VGG-16. Objectness is one logit, as in torchvision; the paper has two classes. To run it on a pyramid with the same weights: `share head = rpn()`. Gives the ports `objectness` and `boxes`.',
  source: 'CS231n, detection and segmentation; Ren et al., Faster R-CNN, 2015',
  example: 'rpn(anchors=3)',
  args: {
    anchors: int('Anchors at each pixel: sizes times aspect ratios.', { min: 1, default: 3 }),
    channels: int('Filters of the 3×3 convolution; 0: as many as the map has channels.', { min: 0, default: 0 }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const input = inputs[0] ?? null;
    const { anchors } = args;
    const wrong = needsMap('rpn', input);
    const { leading, height, width, channels } = featureMap(input);
    const hidden = args.channels === 0 ? channels : args.channels;
    const pixels = product([height, width]);
    const count = product([pixels, anchors]);
    const port = (features: number): Shape => withLeading(leading, items(count, features));
    const perPixel =
      channels === null || hidden === null || anchors === null
        ? null
        : 9 * channels * hidden + hidden * anchors * (1 + BOX);
    return {
      output: port(1),
      outputs: [
        { port: 'objectness', shape: port(1) },
        { port: 'boxes', shape: port(BOX) },
      ],
      weights: [
        ...convWeights('conv.0.0', hidden, channels, [3, 3]),
        ...convWeights('cls_logits', anchors, hidden, [1, 1]),
        ...convWeights('bbox_pred', product([anchors, BOX]), hidden, [1, 1]),
      ],
      saved: [{ name: 'hidden', shape: [...leading.extents, height, width, hidden], perSample: true }],
      macs: product([...leading.extents, pixels, perPixel]),
      window: { kernel: [3, 3], stride: [1, 1], before: [1, 1] },
      ...(wrong === null ? {} : { faults: [wrong] }),
      arithmetic: count === null ? [] : [`${height}·${width}·${anchors} anchors = ${count} boxes`],
    };
  },
});

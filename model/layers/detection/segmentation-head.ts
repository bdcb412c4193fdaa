import { int, tensor } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Extent, image, product, type Shape, withLeading } from '../../shape.ts';
import { defineLayer, type FieldWindow } from '../spec.ts';
import { featureMap, needsMap } from './feature-map.ts';

export const segmentation_head = defineLayer({
  name: 'segmentation_head',
  doc: 'Scores of the classes at every pixel: a 1×1 convolution, then bilinear upsampling to the height and width of another tensor, as a rule the input. Upsampling counts from pixel centers, as in PyTorch (`align_corners=False`) and is not learned: its sums do not count as multiply-adds. Without `to` the scores stay as large as the map.',
  source: 'CS231n, detection and segmentation; Long, Shelhamer and Darrell, Fully convolutional networks, 2015',
  example: 'segmentation_head(21)',
  args: {
    classes: int('Number of classes, background included.', { min: 2 }),
    to: tensor('The tensor whose height and width the scores get.'),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args, tensors }) {
    const input = inputs[0] ?? null;
    const { classes } = args;
    const target = tensors?.to;
    const wrong = needsMap('segmentation_head', input) ?? (target == null ? null : targetFault(target));
    const map = featureMap(input);
    const { leading, height, width, channels } = map;
    const to = target === undefined ? map : featureMap(target);
    return {
      output: withLeading(leading, image(to.height, to.width, classes)),
      weights: [
        {
          name: 'weight',
          shape: [classes, channels, 1, 1],
          role: 'weight',
          fan: { in: channels, out: classes },
        },
        { name: 'bias', shape: [classes], role: 'bias', start: 0 },
      ],
      macs: product([...leading.extents, height, width, channels, classes]),
      ...(target === undefined ? {} : bilinear([height, width], [to.height, to.width])),
      ...(wrong === null ? {} : { faults: [wrong] }),
    };
  },
});

type Plane = readonly [height: Extent, width: Extent];

/** Each output pixel is read between two rows and two columns of the map. */
function bilinear(from: Plane, to: Plane): { window?: FieldWindow } {
  const [height, width] = [0, 1].map((i) => {
    const [a, b] = [from[i] ?? null, to[i] ?? null];
    return a === null || b === null ? null : a / b;
  });
  if (height == null || width == null) return {};
  // The first output pixel is centered at step/2 − 1/2: the window of two starts at step/2 − 1.
  return { window: { kernel: [2, 2], stride: [height, width], before: [1 - height / 2, 1 - width / 2] } };
}

function targetFault(target: Shape): Fault | null {
  const wrong = needsMap('segmentation_head', target);
  if (wrong === null) return null;
  const message = `segmentation_head: to is ${describeShape(target)}; it takes the height and width of an image.`;
  return { ...wrong, argument: 'to', message };
}

import { int, oneOf } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import {
  describeShape,
  type Extent,
  formatExtents,
  image,
  product,
  type Shape,
  splitShape,
  vector,
  withLeading,
} from '../../shape.ts';
import { defineLayer } from '../spec.ts';
import { featureMap } from './feature-map.ts';

/** x, y, width, height and confidence. */
const PER_BOX = 5;

type Per = 'cell' | 'box';

export const yolo = defineLayer({
  name: 'yolo',
  doc: 'Predicts boxes and classes for each cell of a grid. On a vector it is a dense layer whose outputs are laid out as grid × grid, in the order channel, row, column as `flatten` has it (YOLOv1); on an image of grid × grid it is a 1×1 convolution (YOLOv2). The channels of a cell are x, y, width, height and confidence of each box, then the classes; with `per=box` those five and the classes of each box in turn. Darknet stores a YOLOv1 cell as classes, confidences, boxes.',
  source:
    'CS231n, detection and segmentation; Redmon et al., You only look once, 2016; Redmon and Farhadi, YOLO9000, 2017',
  example: 'yolo(grid=7, boxes=2, classes=20)',
  args: {
    grid: int('Cells along height and along width.', { min: 1 }),
    boxes: int('Boxes that each cell predicts; in YOLOv2 one for each anchor.', { min: 1, default: 2 }),
    classes: int('Number of classes.', { min: 1, default: 20 }),
    per: oneOf(
      'Whether classes are predicted once for the cell or for each box.',
      {
        cell: 'boxes·5 + classes channels (YOLOv1).',
        box: 'boxes·(5 + classes) channels (YOLOv2 and later).',
      },
      { default: 'cell' },
    ),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const input = inputs[0] ?? null;
    const { grid } = args;
    const channels = channelsOf(args.boxes, args.classes, args.per);
    const cells = product([grid, grid]);
    const kind = input?.axes.at(-1);
    if (input === null || kind === 'features') {
      const { leading, core } = splitShape(input ?? vector(null), 1);
      const features = core.extents[0] ?? null;
      const units = product([cells, channels]);
      return {
        output: withLeading(leading, image(grid, grid, channels)),
        // What flows in decides whether it is a dense layer or a convolution.
        ...(input === null ? {} : { weights: weights([units, features], units, features) }),
        macs: input === null ? null : product([...leading.extents, units, features]),
        global: true,
        arithmetic: arithmetic(grid, args.boxes, args.classes, args.per, channels),
      };
    }
    const map = featureMap(input);
    const fault = kind === 'channels' ? offGrid(grid, input) : notFeatures(input);
    const rows = fault === null ? grid : null;
    return {
      output: withLeading(map.leading, image(rows, rows, channels)),
      weights: weights([channels, map.channels, 1, 1], channels, map.channels),
      macs: product([...map.leading.extents, rows, rows, channels, map.channels]),
      ...(fault === null ? {} : { faults: [fault] }),
      arithmetic: arithmetic(grid, args.boxes, args.classes, args.per, channels),
    };
  },
});

function channelsOf(boxes: Extent, classes: Extent, per: Per | null): Extent {
  if (boxes === null || classes === null || per === null) return null;
  return per === 'cell' ? boxes * PER_BOX + classes : boxes * (PER_BOX + classes);
}

function weights(shape: readonly Extent[], out: Extent, fanIn: Extent) {
  return [
    { name: 'weight', shape, role: 'weight' as const, fan: { in: fanIn, out } },
    { name: 'bias', shape: [out], role: 'bias' as const, start: 0 },
  ];
}

function arithmetic(grid: Extent, boxes: Extent, classes: Extent, per: Per | null, channels: Extent): string[] {
  if (channels === null) return [];
  const sum = per === 'cell' ? `${boxes}·5 + ${classes}` : `${boxes}·(5 + ${classes})`;
  return [`${sum} = ${channels} channels for each of ${grid ?? '?'}×${grid ?? '?'} cells`];
}

/** A fault where the image is known to have another number of rows or columns than the grid. */
function offGrid(grid: Extent, input: Shape): Fault | null {
  const { height, width } = featureMap(input);
  const bad = grid === null ? undefined : [height, width].find((extent) => extent !== null && extent !== grid);
  if (bad === undefined) return null;
  const message = `yolo predicts for ${grid}×${grid} cells and is given an image of ${formatExtents(input.extents)}: a cell is one pixel of it.`;
  const square = height === width && height !== null;
  const fixes = square
    ? [
        {
          kind: 'set' as const,
          title: `Set grid=${height} ⟶ ${height}×${height} cells`,
          argument: 'grid',
          value: `${height}`,
        },
      ]
    : [];
  return {
    code: 'grid-differs',
    severity: 'error',
    argument: 'grid',
    message: square ? `${message} grid=${height} fits.` : message,
    fixes,
  };
}

function notFeatures(input: Shape): Fault {
  const message = `yolo takes a vector of features or an image of grid × grid; it is given ${describeShape(input)}.`;
  return { code: 'input-not-an-image', severity: 'error', message, fixes: [] };
}

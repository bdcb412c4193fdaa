import { float, int, list, padding, size, type Value } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { type Extent, image, items, product, type Shape, sum } from '../../shape.ts';
import { defineLayer } from '../spec.ts';
import { fieldOf, outputExtents, type Sliding, slideAll, slidingOf } from '../window/arithmetic.ts';
import { fitFaults } from '../window/faults.ts';
import { featureMap, needsPlainMap } from './feature-map.ts';
import { convWeights } from './weights.ts';

/** x, y, width and height. */
const BOX = 4;

export const ssd = defineLayer({
  name: 'ssd',
  doc: 'Multibox head: on each feature map one convolution scores the classes and another moves the default boxes, for every box of every cell. A map with r extra aspect ratios has 2 + 2r boxes a cell: two squares, and each ratio upright and lying. Boxes come map by map, row by row, cell by cell. `classes` counts the background, as torchvision does. Gives the ports `scores` and `boxes`.',
  source: 'CS231n, detection and segmentation; Liu et al., SSD: single shot multibox detector, 2016',
  example: 'ssd(classes=21, ratios=[[2], [2, 3], [2, 3], [2, 3], [2], [2]])',
  arity: 'many',
  args: {
    classes: int('Number of classes, background included.', { min: 2 }),
    ratios: list(
      'For each feature map the aspect ratios of its boxes beside the two squares.',
      list(
        'Aspect ratios of one map.',
        float('Width by height; its inverse is there too.', { min: 0, exclusive: true }),
      ),
    ),
    kernel: size('Height and width of the filters.', { min: 1, default: [3, 3] }),
    pad: padding('Zeros around each map.', { default: [1, 1, 1, 1] }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const { classes, kernel, pad } = args;
    const counts = args.ratios?.map(boxesPerCell) ?? null;
    const sliding = slidingOf(kernel, [1, 1], pad, [1, 1]);
    const cells = inputs.map((input) => cellsOf(input, sliding));
    const perMap = inputs.map((input, i) => {
      const boxes = counts?.[i] ?? null;
      const { channels } = featureMap(input);
      const perBox = product([boxes, classes]);
      return {
        scores: convWeights(`classification_head.module_list.${i}`, perBox, channels, kernel ?? [null, null]),
        offsets: convWeights(
          `regression_head.module_list.${i}`,
          product([boxes, BOX]),
          channels,
          kernel ?? [null, null],
        ),
        boxes: product([boxes, cells[i] ?? null]),
        channels,
      };
    });
    const count = inputs.length === 0 ? null : sum(perMap.map(({ boxes }) => boxes));
    const perPosition = kernel === null || classes === null ? null : (classes + BOX) * kernel[0] * kernel[1];
    const macs = sum(perMap.map(({ boxes, channels }) => product([boxes, channels, perPosition])));
    const scores = items(count, classes);
    const wrong = inputs.map((input, i) => needsPlainMap('ssd', input, i)).find((fault) => fault !== null);
    const fault =
      wrong ??
      countFault(inputs, args.ratios, cells) ??
      smallMap(inputs, sliding, (i) => product([counts?.[i] ?? null, classes]));
    return {
      output: scores,
      outputs: [
        { port: 'scores', shape: scores },
        { port: 'boxes', shape: items(count, BOX) },
      ],
      weights: [...perMap.flatMap((map) => map.scores), ...perMap.flatMap((map) => map.offsets)],
      macs,
      ...(sliding === null ? {} : { window: fieldOf(slideAll(null, sliding), sliding.stride) }),
      ...(fault === null ? {} : { faults: [fault] }),
      arithmetic: arithmetic(inputs, counts, cells, count),
    };
  },
});

const boxesPerCell = (ratios: Value): Extent => (Array.isArray(ratios) ? 2 + 2 * ratios.length : null);

/** Positions of the filters on a map; `null` where they are not known or the filter does not fit. */
const cellsOf = (input: Shape | null, sliding: Sliding | null): Extent =>
  input === null || sliding === null ? null : product(outputExtents(slideAll(input.extents, sliding)));

/** `38·38·4 + 19·19·6 + … = 8732` boxes. */
function arithmetic(
  inputs: readonly (Shape | null)[],
  counts: readonly Extent[] | null,
  cells: readonly Extent[],
  count: Extent,
): string[] {
  if (counts === null || counts.length !== inputs.length || count === null) return [];
  return [`${cells.map((cell, i) => `${cell}·${counts[i]}`).join(' + ')} = ${count} boxes`];
}

const listed = (ratios: readonly Value[]): string =>
  `[${ratios.map((list) => `[${Array.isArray(list) ? list.map((ratio) => ratio ?? '?').join(', ') : ''}]`).join(', ')}]`;

/** One list of ratios for each map: where they are too few the last one is repeated. */
function countFault(
  inputs: readonly (Shape | null)[],
  ratios: readonly Value[] | null,
  cells: readonly Extent[],
): Fault | null {
  if (ratios === null || ratios.length === inputs.length) return null;
  const maps = inputs.length === 1 ? '1 feature map' : `${inputs.length} feature maps`;
  const lists = ratios.length === 1 ? '1 list of ratios' : `${ratios.length} lists of ratios`;
  const message = `ssd is given ${maps} and ${lists}; each map has a list of its own.`;
  const last = ratios.at(-1);
  const known = last !== undefined && ratios.every((list) => Array.isArray(list) && list.every((r) => r !== null));
  const fitted = known ? inputs.map((_, i) => ratios[i] ?? last) : [];
  const boxes = sum(fitted.map((list, i) => product([boxesPerCell(list), cells[i] ?? null])));
  const value = listed(fitted);
  return {
    code: 'ratios-differ-from-maps',
    severity: 'error',
    argument: 'ratios',
    message,
    fixes:
      known && inputs.length > 0
        ? [{ kind: 'set', title: `Set ratios=${value} ⟶ ${boxes ?? '?'} boxes`, argument: 'ratios', value }]
        : [],
  };
}

/** The fault of the smallest map: what mends it fits the others too. */
function smallMap(
  inputs: readonly (Shape | null)[],
  sliding: Sliding | null,
  scoresOf: (map: number) => Extent,
): Fault | null {
  if (sliding === null) return null;
  const faults = inputs.flatMap((input, i) => {
    if (input === null) return [];
    const outputOf = ([height = null, width = null]: readonly Extent[]) => image(height, width, scoresOf(i));
    const [fault] = fitFaults({ layer: 'ssd', input, sliding, unseen: null, outputOf });
    return fault === undefined ? [] : [{ rows: input.extents[0] ?? 0, fault: { ...fault, input: i } }];
  });
  return faults.sort((a, b) => a.rows - b.rows)[0]?.fault ?? null;
}

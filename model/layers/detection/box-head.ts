import { int } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, items, product, type Shape, splitShape, vector, withLeading } from '../../shape.ts';
import { defineLayer } from '../spec.ts';
import { denseWeights } from './weights.ts';

export const box_head = defineLayer({
  name: 'box_head',
  doc: "Scores the classes of each region and, for each class, moves the region's box: two dense layers on the same features (Fast R-CNN). `classes` counts the background, as torchvision does. Before it stand two dense layers on what is cut out: `roialign(7x7)`, `flatten`, `dense(1024)`, `relu`, `dense(1024)`, `relu`. To classify and localize one object no layer of its own is needed: `head class { features -> dense(classes) }`, `head box { features -> dense(4) }`. Gives the ports `scores` and `boxes`.",
  source: 'CS231n, detection and segmentation; Girshick, Fast R-CNN, 2015',
  example: 'box_head(classes=21)',
  args: { classes: int('Number of classes, background included.', { min: 2 }) },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const input = inputs[0] ?? null;
    const { classes } = args;
    const boxes = product([classes, 4]);
    const wrong = input === null ? null : needsFeatures(input);
    const known = wrong === null ? input : null;
    const features = known?.extents.at(-1) ?? null;
    const port = (extent: number | null): Shape =>
      known === null
        ? items(wrong === null ? null : itemsOf(input), extent)
        : withLeading(splitShape(known, 1).leading, vector(extent));
    return {
      output: port(classes),
      outputs: [
        { port: 'scores', shape: port(classes) },
        { port: 'boxes', shape: port(boxes) },
      ],
      weights: [...denseWeights('cls_score', classes, features), ...denseWeights('bbox_pred', boxes, features)],
      macs: known === null ? null : product([...known.extents, 5, classes]),
      global: true,
      ...(wrong === null ? {} : { faults: [wrong] }),
      arithmetic: classes === null ? [] : [`${classes} scores and ${classes}·4 = ${boxes} offsets`],
    };
  },
});

const itemsOf = (input: Shape | null) => (input?.axes[0] === 'items' ? (input.extents[0] ?? null) : null);

function needsFeatures(input: Shape): Fault | null {
  if (input.axes.at(-1) === 'features') return null;
  const { core } = splitShape(input, 3);
  const isMap = core.axes[0] === 'height';
  const count = isMap ? product(core.extents) : null;
  const message = `box_head takes the features of each region, items × features; it is given ${describeShape(input)}.${isMap ? ` Put flatten before it for ${count ?? '?'} features.` : ''}`;
  const fixes = isMap
    ? [{ kind: 'insert' as const, title: `Insert flatten ⟶ ${count ?? '?'} features`, statement: 'flatten' }]
    : [];
  return { code: 'input-not-features', severity: 'error', message, fixes };
}

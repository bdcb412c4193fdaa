import { float, int } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Extent, items, type Shape, sum } from '../../shape.ts';
import { defineLayer } from '../spec.ts';
import { ordinal } from './feature-map.ts';

export const proposals = defineLayer({
  name: 'proposals',
  doc: 'Chooses regions from what `rpn` says: boxes are moved, cut at the border, sorted by objectness and thinned out by non-maximum suppression, map by map. Takes objectness and boxes of one `rpn`, or of several maps in any order that keeps their own; gives boxes as left, top, right, bottom in pixels of the input. The number of items is what there is room for: where fewer are left, the last ones are empty. No gradient flows through the choice, as in torchvision.',
  source: 'CS231n, detection and segmentation; Ren et al., Faster R-CNN, 2015',
  example: 'proposals(top=1000)',
  arity: 'many',
  args: {
    top: int('How many regions are kept of an image.', { min: 1, default: 1000 }),
    nms: float('Of two boxes whose intersection over union is above this, the one of less objectness goes.', {
      min: 0,
      max: 1,
      default: 0.7,
    }),
    before: int('How many of each map, by objectness, the suppression is given.', { min: 1, default: 1000 }),
  },
  keeps: [],
  memory: 'own',
  infer({ inputs, args }) {
    const { top, before } = args;
    const fault = pairFault(inputs);
    if (fault !== null) return { output: items(top, 4), global: true, faults: [fault] };
    const { objectness, unknown } = sorted(inputs);
    const available = objectness.map((count) => atMost(count, before));
    const count = unknown.length > 0 || available.length === 0 ? null : atMost(sum(available), top);
    return {
      output: items(count, 4),
      global: true,
      arithmetic:
        count === null
          ? []
          : [
              `the best ${count} of ${available.join(' + ')}${available.length > 1 ? ` = ${sum(available)}` : ''} boxes`,
            ],
    };
  },
});

const atMost = (count: Extent, bound: Extent): Extent =>
  count === null || bound === null ? null : Math.min(count, bound);

/** Inputs by what they are: as many objectness (items × 1) as boxes (items × 4), the first of one with the first of the other. */
function sorted(inputs: readonly (Shape | null)[]) {
  const objectness: Extent[] = [];
  const boxes: Extent[] = [];
  const unknown: Extent[] = [];
  for (const input of inputs) {
    const [count = null, features = null] = input?.extents ?? [];
    (features === 1 ? objectness : features === 4 ? boxes : unknown).push(count);
  }
  return { objectness, boxes, unknown };
}

const remedy = 'Name both: objectness, boxes = rpn(); then [objectness, boxes] -> proposals().';

function pairFault(inputs: readonly (Shape | null)[]): Fault | null {
  const fault = (message: string, input?: number): Fault => ({
    code: 'not-region-proposals',
    severity: 'error',
    message,
    ...(input === undefined ? {} : { input }),
    fixes: [],
  });
  const other = inputs.findIndex((input) => input !== null && !isProposal(input));
  if (other >= 0) {
    const given = describeShape(inputs[other] ?? null);
    return fault(
      `proposals takes objectness, items × 1, and boxes, items × 4, of rpn; its ${ordinal(other)} input is ${given}. ${remedy}`,
      other,
    );
  }
  const { objectness, boxes, unknown } = sorted(inputs);
  if (unknown.length > 0) return null;
  if (objectness.length !== boxes.length) {
    return fault(
      `proposals takes objectness and boxes of rpn in pairs; it is given ${objectness.length} of objectness and ${boxes.length} of boxes. ${remedy}`,
    );
  }
  const at = objectness.findIndex((count, i) => count !== null && boxes[i] != null && count !== boxes[i]);
  if (at < 0) return null;
  return fault(
    `proposals: the ${ordinal(at)} objectness has ${objectness[at]} items and the ${ordinal(at)} boxes ${boxes[at]}; they are not of one rpn.`,
  );
}

function isProposal({ axes, extents }: Shape): boolean {
  const features = extents[1] ?? null;
  return axes.length === 2 && axes[0] === 'items' && (features === null || features === 1 || features === 4);
}

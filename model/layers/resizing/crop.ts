import { padding, size, tensor } from '../../catalog/arguments.ts';
import { type Extent, image, withLeading } from '../../shape.ts';
import { givenText, placeAt, resultText, wrongAxes } from '../expect.ts';
import { defineLayer } from '../spec.ts';
import { type Cut, cutFault, cutSides, cutTo } from './cut.ts';
import { byAxis, type Pair } from './resize.ts';
import { ruleFault } from './sides.ts';

export const crop = defineLayer({
  name: 'crop',
  doc: "Cuts rows and columns off an image: so many at each side, or down to a size, or to the height and width of another tensor, as U-Net does before it joins them. Down to a size the middle stays, the odd row or column more being cut below and right; `offset` says instead where the part that stays begins, as Caffe's Crop does in FCN (19).",
  source: 'Ronneberger, Fischer and Brox, 2015 (U-Net); offset: Long, Shelhamer and Darrell, 2015 (FCN)',
  example: 'crop(2)',
  args: {
    sides: padding('Rows and columns to cut: a number, (rows, columns) or top, bottom, left, right.', {
      default: [0, 0, 0, 0],
    }),
    size: size('Height and width that stay; 0 does not say.', { min: 0, default: [0, 0] }),
    to: tensor('The tensor whose height and width stay.'),
    offset: size('Rows above and columns left of the part that stays; −1 keeps the middle.', {
      min: -1,
      default: [-1, -1],
    }),
  },
  keeps: [],
  memory: 'own',
  infer({ inputs, args: { sides, size, offset }, tensors = {} }) {
    const input = inputs[0] ?? null;
    const placed = placeAt(2, input);
    if (placed === null) return { output: null, faults: [wrongAxes('crop', 2, input!, 'cuts rows and columns off')] };
    const [height = null, width = null, channels = null] = placed.core?.extents ?? [];
    const from: Pair<Extent> = [height, width];
    const outputOf = (to: Pair<Extent>) => withLeading(placed.leading, image(to[0], to[1], channels));
    if (sides === null || size === null || offset === null) return { output: outputOf([null, null]), global: true };
    if (typeof sides === 'string') return { output: outputOf([null, null]), faults: [ruleFault('crop', sides)] };
    const like = tensors.to === undefined ? undefined : tensors.to === null ? null : placeAt(2, tensors.to);
    if (tensors.to != null && like === null) {
      const message = `crop(to) takes the height and width of an image; it is given ${givenText(tensors.to)}.`;
      const fault = { code: 'input-not-an-image', severity: 'error', argument: 'to', message, fixes: [] } as const;
      return { output: outputOf([null, null]), faults: [fault] };
    }
    const wanted: Pair<Extent> | null =
      like === undefined
        ? size[0] === 0 && size[1] === 0
          ? null
          : [size[0] || height, size[1] || width]
        : [like?.core?.extents[0] ?? null, like?.core?.extents[1] ?? null];
    const cut: Cut = wanted === null ? cutSides(from, sides) : cutTo(from, wanted, offset);
    const by = like === undefined ? 'size' : 'to';
    const fault = cutFault(cut, {
      from,
      sides,
      offset,
      by: wanted === null ? 'sides' : by,
      twice: like !== undefined && size.some((extent) => extent > 0),
      title: (to) => resultText(outputOf(to)),
    });
    const line = (i: 0 | 1) =>
      `${from[i] ?? '?'} − ${cut.before[i] ?? '?'} − ${cut.after[i] ?? '?'} = ${cut.out[i] ?? '?'}`;
    return {
      output: outputOf(fault === null ? cut.out : [null, null]),
      window: { kernel: [1, 1], stride: [1, 1], before: [-(cut.before[0] ?? 0), -(cut.before[1] ?? 0)] },
      faults: fault === null ? [] : [fault],
      arithmetic: byAxis([line(0), line(1)]),
    };
  },
});

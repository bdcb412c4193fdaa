/** Maxima over rectangles that are not all alike: along the columns, then along the rows. */
import type { Place } from '../../random/philox.ts';
import { folded } from '../folded.ts';
import type { LayerRun } from '../layer-run.ts';

/** For each output row the input rows it covers, and the same for columns. */
export interface Regions {
  readonly rows: readonly (readonly number[])[];
  readonly columns: readonly (readonly number[])[];
}

type Cut<Args> = (
  args: Args,
  from: readonly [height: number, width: number],
  to: readonly [height: number, width: number],
  place: Place,
) => Regions;

const planeOf = ([, height, width]: readonly number[]) => [height, width] as const;

/** Where several are highest the gradient goes to the first, row by row. */
export const regionMax = <Args>(cut: Cut<Args>): LayerRun<Args> =>
  folded(2, {
    forward({ ops, args, inputShape, outputShape, temporary, place, x, y }) {
      const { rows, columns } = cut(args, planeOf(inputShape), planeOf(outputShape), place);
      const narrow = temporary(inputShape.with(2, outputShape[2]));
      ops.maxAlong({ x }, narrow, { axis: 2, taps: columns });
      ops.maxAlong({ x: narrow }, y, { axis: 1, taps: rows });
    },
    backward({ ops, args, inputShape, outputShape, temporary, place, x, y, dy, dx }) {
      if (dx === null) return;
      const { rows, columns } = cut(args, planeOf(inputShape), planeOf(outputShape), place);
      const shape = inputShape.with(2, outputShape[2]);
      const [narrow, gradient] = [temporary(shape), temporary(shape)];
      ops.maxAlong({ x }, narrow, { axis: 2, taps: columns });
      ops.maxAlongGradient({ x: narrow, y, dy }, gradient, { axis: 1, taps: rows });
      ops.maxAlongGradient({ x, y: narrow, dy: gradient }, dx, { axis: 2, taps: columns });
    },
  });

/** The whole numbers from `start` up to, but without, `end`. */
export const span = (start: number, end: number): number[] => Array.from({ length: end - start }, (_, i) => start + i);

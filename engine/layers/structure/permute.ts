import type { layers } from '../../../model/layers/index.ts';
import type { Axis } from '../../../model/shape.ts';
import { written } from '../../tape/written.ts';
import { inverse } from './order.ts';

/** The axes of the input, batch first, in their new order. */
const orderOf = (wanted: readonly unknown[], axes: readonly Axis[]) => [
  0,
  ...wanted.map((axis) => 1 + axes.indexOf(axis as Axis)),
];

export const permute = written<typeof layers.permute>({
  forward: ({ t, x, args, inputAxes }) => t.permute(x, orderOf(args.axes, inputAxes[0])),
  backward: ({ t, dy, args, inputAxes }) => ({ input: () => t.permute(dy, inverse(orderOf(args.axes, inputAxes[0]))) }),
});

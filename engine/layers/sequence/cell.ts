/** Cells: a recurrence of one step. */
import type { LayerRun, NodeContext } from '../layer-run.ts';
import { type Lane, type Recurrence, runBackward, runForward } from './recurrence.ts';

interface CellArgs {
  readonly units: number;
}

/** `cells` is the output that holds them. */
function laneOf<T, Args extends CellArgs>(
  { ops, args, inputShape, weights, saved, temporary }: NodeContext<T, Args>,
  xs: readonly T[],
  cells: T | undefined,
): Lane<T> {
  const shape = (features: number) => inputShape.with(-1, features);
  return {
    ops,
    stepping: { steps: 1, reverse: false },
    units: args.units,
    weights,
    h0: xs[1],
    c0: xs[2] ?? null,
    shape,
    kept: (name, features) => (name === 'cells' ? cells : saved[name]) ?? temporary(shape(features)),
    temporary,
  };
}

export const cell = <Args extends CellArgs>(of: Recurrence<Args>): LayerRun<Args> => ({
  forward(node) {
    const { args, xs, ys, x, y } = node;
    runForward(laneOf(node, xs, ys[1]), of, args, x, y);
  },
  backward(node) {
    const { args, xs, ys, dys, dxs, x, y, dx, gradients } = node;
    runBackward(laneOf(node, xs, ys[1]), of, args, {
      input: x,
      h: y,
      upstream: { dh: null, dhLast: dys[0], dcLast: dys[1] ?? null },
      firsts: { dh0: dxs[1] ?? null, dc0: dxs[2] ?? null },
      dInput: dx,
      gradients,
    });
  },
});

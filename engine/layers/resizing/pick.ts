/** Layers that take pixels as they are, by row and column. */
import { folded } from '../folded.ts';
import type { LayerRun, NodeContext } from '../layer-run.ts';
import { zeroRest } from '../zero-rest.ts';

/** For each output row the input row it holds, and the same for columns; −1 is zero. */
export interface Picked {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

type Extents = readonly [height: number, width: number];

export function pickPixels<Args>(pick: (args: Args, from: Extents, to: Extents) => Picked): LayerRun<Args> {
  const of = <T>({ args, inputShape, outputShape }: NodeContext<T, Args>) =>
    pick(args, [inputShape[1], inputShape[2]], [outputShape[1], outputShape[2]]);
  return folded(2, {
    forward(node) {
      node.ops.pickPixels({ x: node.x }, node.y, of(node));
    },
    backward(node) {
      if (node.dx !== null) node.ops.pickPixelsGradient({ dy: node.dy }, node.dx, of(node));
      zeroRest(node);
    },
  });
}

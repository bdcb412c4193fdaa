import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { Pooling } from '../../ops/ops.ts';
import { folded } from '../folded.ts';
import type { LayerRun, NodeContext } from '../layer-run.ts';
import { poolingOf } from '../pooling/pool.ts';
import { zeroRest } from '../zero-rest.ts';

type Args = ArgsOf<typeof layers.maxunpool>;
type PoolArgs = Readonly<Record<'window' | 'stride' | 'dilation', number | readonly number[]>> & {
  readonly pad: 'same' | 'valid' | readonly number[];
};

const axes = (value: number | readonly number[]) => (typeof value === 'number' ? [value] : value);

/** The pool that is undone; what it was given is the last input. */
function poolOf<T>({ origin, inputShapes }: NodeContext<T, Args>, rank: number): Pooling {
  if (origin === undefined) throw new Error('maxunpool is not behind a maxpool.');
  const { window, stride, dilation, pad } = origin.args as unknown as PoolArgs;
  const asked = { window: axes(window), stride: axes(stride), dilation: axes(dilation), pad };
  return poolingOf(inputShapes[2].slice(-rank - 2), asked);
}

const ofRank = (rank: number): LayerRun<Args> =>
  folded(rank, {
    forward(node) {
      const { ops, temporary, inputShape, saved, xs, x, y } = node;
      const pooling = poolOf(node, rank);
      const [highest, positions] = [temporary(inputShape), temporary(inputShape)];
      ops.maxPool({ x: xs[2] }, highest, pooling);
      ops.maxPoolPositions({ x: xs[2], y: highest }, positions, pooling);
      ops.unpool({ x, positions }, y);
      if (saved.indices !== undefined) ops.reshape({ x: positions }, saved.indices);
    },
    backward(node) {
      const { ops, temporary, inputShape, saved, dy, dx } = node;
      if (dx !== null) {
        const positions = temporary(inputShape);
        ops.reshape({ x: saved.indices }, positions);
        ops.unpoolGradient({ dy, positions }, dx);
      }
      zeroRest(node);
    },
  });

const runs = { maxpool1d: ofRank(1), maxpool: ofRank(2), maxpool3d: ofRank(3) };

const runOf = <T>({ origin }: NodeContext<T, Args>) => runs[(origin?.layer ?? 'maxpool') as keyof typeof runs];

/** Where windows overlapped and one maximum was taken twice, its values add up. */
export const maxunpool: LayerRun<Args> = {
  forward: (node) => runOf(node).forward(node),
  backward: (node) => runOf(node).backward(node),
};

import type { Pooling, PoolingOps } from '../../../ops/ops.ts';
import { alongPools, tapsOf } from '../pool/along.ts';
import { planePools } from '../pool/plane.ts';
import { maxPositions, unpool, unpoolGradient } from '../pool/positions.ts';
import { poolsOfRank } from '../pool/rank.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';

export function poolingOps(tf: Tf): PoolingOps<Slot> {
  const along = alongPools(tf);
  const ofRank = poolsOfRank(tf, planePools(tf));
  const pools = ({ window }: Pooling) => ofRank(window.length);
  const isDilated = ({ dilation }: Pooling) => dilation?.some((apart) => apart !== 1) === true;

  /** Axis by axis, from the last to the first; what stands between the axes, the input first. */
  function dilatedMax(x: TfTensor, shape: readonly number[], pooling: Pooling): TfTensor[] {
    const stages = [x];
    for (let axis = pooling.window.length - 1; axis >= 0; axis--) {
      const before = stages[stages.length - 1];
      const out = before.shape.with(axis + 1, shape[axis + 1]);
      stages.push(along.max(before, out, tapsOf(pooling, axis, before.shape[axis + 1], out[axis + 1])));
    }
    return stages;
  }

  function dilatedMaxGradient(x: TfTensor, y: TfTensor, dy: TfTensor, pooling: Pooling): TfTensor {
    const stages = dilatedMax(x, y.shape, pooling);
    let gradient = dy;
    for (let axis = 0; axis < pooling.window.length; axis++) {
      const at = pooling.window.length - 1 - axis;
      const taps = tapsOf(pooling, axis, stages[at].shape[axis + 1], stages[at + 1].shape[axis + 1]);
      gradient = along.maxGradient(stages[at], stages[at + 1], gradient, taps);
    }
    return gradient;
  }

  return {
    maxPool({ x }, y, pooling) {
      y.value = tf.tidy(() =>
        isDilated(pooling)
          ? (dilatedMax(x.value, y.shape, pooling).at(-1) as TfTensor)
          : pools(pooling).max(x.value, y.shape, pooling),
      );
    },
    maxPoolGradient({ x, y, dy }, dx, pooling) {
      dx.value = tf.tidy(() =>
        isDilated(pooling)
          ? dilatedMaxGradient(x.value, y.value, dy.value, pooling)
          : pools(pooling).maxGradient(x.value, y.value, dy.value, pooling),
      );
    },
    avgPool({ x }, y, pooling) {
      y.value = tf.tidy(() => pools(pooling).average(x.value, y.shape, pooling));
    },
    avgPoolGradient({ dy }, dx, pooling) {
      dx.value = tf.tidy(() => pools(pooling).averageGradient(dy.value, dx.shape, pooling));
    },
    maxAlong({ x }, y, taps) {
      y.value = tf.tidy(() => along.max(x.value, y.shape, taps));
    },
    maxAlongGradient({ x, y, dy }, dx, taps) {
      dx.value = tf.tidy(() => along.maxGradient(x.value, y.value, dy.value, taps));
    },
    maxPoolPositions({ x, y }, positions, pooling) {
      positions.value = tf.tidy(() => maxPositions(tf, x.value, y.value, pooling));
    },
    unpool({ x, positions }, y) {
      y.value = tf.tidy(() => unpool(tf, x.value, positions.value, y.shape));
    },
    unpoolGradient({ dy, positions }, dx) {
      dx.value = tf.tidy(() => unpoolGradient(tf, dy.value, positions.value));
    },
  };
}

/** Channels laid out as blocks of pixels and back; each is the other's gradient. Channel c·f² + i·f + j is pixel (i, j) of channel c. */
import type { Ops } from '../../ops/ops.ts';

interface Workplace<T> {
  readonly ops: Ops<T>;
  temporary(shape: readonly number[]): T;
}

function rearranged<T>(
  { ops, temporary }: Workplace<T>,
  x: T,
  apart: readonly number[],
  axes: readonly number[],
  y: T,
): void {
  const parts = temporary(apart);
  const moved = temporary(axes.map((axis) => apart[axis]));
  ops.reshape({ x }, parts);
  ops.permute({ x: parts }, moved, { axes });
  ops.reshape({ x: moved }, y);
}

export function shuffle<T>(at: Workplace<T>, x: T, shape: readonly number[], factor: number, y: T): void {
  const [batch, height, width, channels] = shape;
  const apart = [batch, height, width, channels / factor ** 2, factor, factor];
  rearranged(at, x, apart, [0, 1, 4, 2, 5, 3], y);
}

export function unshuffle<T>(at: Workplace<T>, x: T, shape: readonly number[], factor: number, y: T): void {
  const [batch, height, width, channels] = shape;
  const apart = [batch, height / factor, factor, width / factor, factor, channels];
  rearranged(at, x, apart, [0, 1, 3, 5, 2, 4], y);
}

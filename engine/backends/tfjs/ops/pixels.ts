import type { PixelOps } from '../../../ops/ops.ts';
import { giveAlong, takeAlong } from '../lines.ts';
import { view } from '../padding.ts';
import type { Slot } from '../slot.ts';
import type { Tf } from '../tf.ts';

/** Where a run of consecutive numbers would have its zeroth, when all that is not −1 is one; else `null`. */
function runStart(elements: readonly number[], extent: number): number | null {
  const first = elements.findIndex((element) => element >= 0);
  if (first < 0) return null;
  const begin = elements[first] - first;
  const isRun = elements.every((element, i) => {
    const at = begin + i;
    return element === (at >= 0 && at < extent ? at : -1);
  });
  return isRun ? begin : null;
}

export function pixelOps(tf: Tf): PixelOps<Slot> {
  return {
    pickPixels({ x }, y, { rows, columns }) {
      y.value = tf.tidy(() => {
        const [top, left] = [runStart(rows, x.shape[1]), runStart(columns, x.shape[2])];
        if (top !== null && left !== null) return view(tf, x.value, [0, top, left, 0], y.shape);
        return takeAlong(tf, takeAlong(tf, x.value, rows, 1), columns, 2);
      });
    },
    pickPixelsGradient({ dy }, dx, { rows, columns }) {
      dx.value = tf.tidy(() => {
        const [top, left] = [runStart(rows, dx.shape[1]), runStart(columns, dx.shape[2])];
        if (top !== null && left !== null) return view(tf, dy.value, [0, -top, -left, 0], dx.shape);
        return giveAlong(tf, giveAlong(tf, dy.value, columns, 2, dx.shape[2]), rows, 1, dx.shape[1]);
      });
    },
  };
}

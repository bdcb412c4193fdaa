/** Rows and pixels taken by number. */
import type { PixelOps } from '../../../ops/ops.ts';
import type { PrimitiveOps } from '../../../ops/primitives.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import type { CpuTensor } from '../tensor.ts';

/** Numbers of a row from which every thread has columns enough. */
const COLUMNS = 32;

export function pickingOps(
  machine: Machine,
): Pick<PrimitiveOps<CpuTensor>, 'gather' | 'gatherGradient'> & PixelOps<CpuTensor> {
  const pick = (id: number, from: number, to: number, x: CpuTensor, y: CpuTensor, picks: Picks) => {
    const [images, height, width, channels] = x.shape;
    const lists = [machine.stageInts(picks.rows), machine.stageInts(picks.columns)];
    machine.command(id, [from, to, ...lists, images, height, width, y.shape[1], y.shape[2], channels]);
  };
  return {
    gather({ x, index }, out) {
      const row = x.count / x.shape[0];
      machine.command(kernel.GATHER, [x.place, index.place, out.place, x.shape[0], row, index.count]);
    },
    gatherGradient({ dy, index }, out) {
      const row = out.count / out.shape[0];
      const byColumns = Number(row >= COLUMNS * machine.threads);
      const ints = [dy.place, index.place, out.place, out.shape[0], row, index.count, byColumns];
      machine.command(kernel.GATHER_GRADIENT, ints);
    },
    pickPixels: ({ x }, y, picks) => pick(kernel.PICK_PIXELS, x.place, y.place, x, y, picks),
    pickPixelsGradient: ({ dy }, dx, picks) => pick(kernel.PICK_PIXELS_GRADIENT, dy.place, dx.place, dx, dy, picks),
  };
}

interface Picks {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

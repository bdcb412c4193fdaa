import type { LayerRun } from '../layer-run.ts';

/** max(low, min(x, high)). */
export const clipped = (low: number, high: number): LayerRun<object> => ({
  forward({ ops, x, y }) {
    ops.clip({ x }, y, { low, high });
  },
  backward({ ops, y, dy, dx }) {
    if (dx !== null) ops.clipGradient({ y, dy }, dx, { low, high });
  },
});

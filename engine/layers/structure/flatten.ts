import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { LayerRun } from '../layer-run.ts';

export const flatten: LayerRun<ArgsOf<typeof layers.flatten>> = {
  forward({ ops, x, y }) {
    ops.flatten({ x }, y);
  },
  backward({ ops, dy, dx }) {
    if (dx !== null) ops.flattenGradient({ dy }, dx);
  },
};

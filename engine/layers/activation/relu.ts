import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { LayerRun } from '../layer-run.ts';

export const relu: LayerRun<ArgsOf<typeof layers.relu>> = {
  forward({ ops, x, y }) {
    ops.relu({ x }, y);
  },
  backward({ ops, y, dy, dx }) {
    if (dx !== null) ops.reluGradient({ y, dy }, dx);
  },
};

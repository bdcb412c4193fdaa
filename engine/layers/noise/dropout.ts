import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { LayerRun } from '../layer-run.ts';

export const dropout: LayerRun<ArgsOf<typeof layers.dropout>> = {
  forward({ ops, args, training, place, x, y }) {
    if (training) ops.dropout({ x }, y, { p: args.p, place });
    else ops.copy({ x }, y);
  },
  // The mask is a function of the place: drawn again, it is the same.
  backward({ ops, args, training, place, dy, dx }) {
    if (dx === null) return;
    if (training) ops.dropout({ x: dy }, dx, { p: args.p, place });
    else ops.copy({ x: dy }, dx);
  },
};

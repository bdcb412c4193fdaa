import { type Activating, slopesOfInputs } from '../../ops/activations.ts';
import type { LayerRun } from '../layer-run.ts';

/** An activation that is an operation; the spec keeps what its slope is a function of. */
export const activated = <Args>(activating: (args: Args) => Activating): LayerRun<Args> => ({
  forward({ ops, args, x, y }) {
    ops.activation({ x }, y, activating(args));
  },
  backward({ ops, args, x, y, dy, dx }) {
    const own = activating(args);
    if (dx !== null) ops.activationGradient({ kept: slopesOfInputs.has(own.fn) ? x : y, dy }, dx, own);
  },
});

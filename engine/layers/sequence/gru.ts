import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { cell } from './cell.ts';
import type { Recurrence } from './recurrence.ts';
import { stacked } from './stacked.ts';

/** The gates take the place of the products, and their gradients that of the gates. */
const gated: Recurrence<unknown> = {
  gates: 3,
  states: ['h'],
  forward(lane, _, x, h) {
    const { ops, stepping, units, weights, h0 } = lane;
    const { weight_hh: w, bias_hh: b = null } = weights;
    ops.gru({ x, w: w as typeof x, b, h0 }, { h, gates: x, q: lane.kept('candidate', units) }, stepping);
    return null;
  },
  backward(lane, _, h, { dh, dhLast }, { dh0 }) {
    const { ops, stepping, units, weights, h0 } = lane;
    const gates = lane.kept('gates', 3 * units);
    const q = lane.kept('candidate', units);
    const dState = lane.temporary(lane.shape(3 * units));
    const w = weights.weight_hh as typeof gates;
    ops.gruGradient({ gates, q, h, h0, w, dh, dhLast }, { dx: gates, dState, dh0 }, stepping);
    return { dx: gates, dState };
  },
};

export const gru = stacked<ArgsOf<typeof layers.gru>>(gated);
export const gru_cell = cell<ArgsOf<typeof layers.gru_cell>>(gated);

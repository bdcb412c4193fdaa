import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { cell } from './cell.ts';
import type { Recurrence } from './recurrence.ts';
import { stacked } from './stacked.ts';

/** The gates take the place of the products, and their gradients that of the gates. */
const longShortTerm: Recurrence<unknown> = {
  gates: 4,
  states: ['h', 'c'],
  forward(lane, _, x, h) {
    const { ops, stepping, units, weights, h0, c0 } = lane;
    const { weight_hh: w, bias_hh: b = null } = weights;
    const c = lane.kept('cells', units);
    ops.lstm({ x, w: w as typeof x, b, h0, c0 }, { h, c, gates: x }, stepping);
    return c;
  },
  backward(lane, _, _h, { dh, dhLast, dcLast }, { dh0, dc0 }) {
    const { ops, stepping, units, weights, c0 } = lane;
    const gates = lane.kept('gates', 4 * units);
    const c = lane.kept('cells', units);
    const w = weights.weight_hh as typeof gates;
    ops.lstmGradient({ gates, c, c0, w, dh, dhLast, dcLast }, { dx: gates, dh0, dc0 }, stepping);
    return { dx: gates, dState: gates };
  },
};

export const lstm = stacked<ArgsOf<typeof layers.lstm>>(longShortTerm);
export const lstm_cell = cell<ArgsOf<typeof layers.lstm_cell>>(longShortTerm);

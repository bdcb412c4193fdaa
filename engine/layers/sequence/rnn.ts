import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { StateFunction } from '../../ops/sequence.ts';
import { cell } from './cell.ts';
import type { Recurrence } from './recurrence.ts';
import { stacked } from './stacked.ts';

const elman: Recurrence<{ readonly activation: StateFunction }> = {
  gates: 1,
  states: ['h'],
  forward({ ops, stepping, weights, h0 }, { activation: fn }, x, h) {
    const { weight_hh: w, bias_hh: b = null } = weights;
    ops.rnn({ x, w: w as typeof x, b, h0 }, h, { ...stepping, fn });
    return null;
  },
  backward(lane, { activation: fn }, h, { dh, dhLast }, { dh0 }) {
    const { ops, stepping, units, weights } = lane;
    const dx = lane.temporary(lane.shape(units));
    const w = weights.weight_hh as typeof dx;
    ops.rnnGradient({ h, w, dh, dhLast }, { dx, dh0 }, { ...stepping, fn });
    return { dx, dState: dx };
  },
};

export const rnn = stacked<ArgsOf<typeof layers.rnn>>(elman);
export const rnn_cell = cell<ArgsOf<typeof layers.rnn_cell>>(elman);

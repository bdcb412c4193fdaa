/** Recurrences: all steps in one command, see `assembly/recurrence.ts`. */
import { padded } from '../../../../model/workspace/places.ts';
import type { SequenceOps, Stepping } from '../../../ops/sequence.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import { packed } from '../product.ts';
import type { CpuTensor } from '../tensor.ts';

/** Numbers of a cache line; rows begin on one, and not all in the same place of the caches. */
const LINE = 16;

const placeOf = (tensor: CpuTensor | null) => tensor?.place ?? 0;

interface Walk extends Stepping {
  /** units × gates · units. */
  readonly w: CpuTensor;
  /** How many numbers all states have. */
  readonly count: number;
}

/** A command with what it needs for as long as it runs; `own` are the whole numbers of its kind. */
function addCommand(
  machine: Machine,
  id: number,
  { w, steps, count }: Walk,
  weights: number,
  { bias, start, backwards, width }: { bias: number; start: number; backwards: boolean; width: number },
  own: (states: number) => readonly number[],
): void {
  const [units] = w.shape;
  const samples = count / (steps * units);
  const row = padded(width, LINE) + LINE;
  const rows = machine.take(2 * samples * row);
  const states = machine.take(samples * units);
  const head = [weights, bias, samples, steps, units, Number(backwards), start, rows, row];
  machine.command(id, [...head, ...own(states)]);
  for (const place of [states, rows, weights]) machine.give(place);
  if (bias !== 0) machine.give(bias);
}

/** From the first step to the last; the sums of each gate are packed by themselves. */
function forward(
  machine: Machine,
  id: number,
  walk: Walk,
  { b, h0 }: { readonly b: CpuTensor | null; readonly h0: CpuTensor | null },
  own: (states: number) => readonly number[],
): void {
  const [units, columns] = walk.w.shape;
  const gates = columns / units;
  const matrix = { place: walk.w.place, step: columns, apart: units };
  const weights = packed(machine, matrix, units, units, gates);
  const constants = (place: number) => packed(machine, { place, step: columns, apart: units }, 1, units, gates);
  const bias = b === null ? 0 : constants(b.place);
  const start = placeOf(h0);
  addCommand(machine, id, walk, weights, { bias, start, backwards: walk.reverse, width: units }, own);
}

/** From the last step to the first. */
function backward(machine: Machine, id: number, walk: Walk, own: (states: number) => readonly number[]): void {
  const [units, columns] = walk.w.shape;
  const weights = packed(machine, { place: walk.w.place, step: columns, turned: true }, columns, units);
  addCommand(machine, id, walk, weights, { bias: 0, start: 0, backwards: !walk.reverse, width: columns }, own);
}

export function sequenceOps(machine: Machine): SequenceOps<CpuTensor> {
  return {
    rnn({ x, w, b, h0 }, h, { fn, ...stepping }) {
      const own = [x.place, h.place, Number(fn === 'tanh')];
      forward(machine, kernel.RNN, { ...stepping, w, count: h.count }, { b, h0 }, () => own);
    },
    rnnGradient({ h, w, dh, dhLast }, { dx, dh0 }, { fn, ...stepping }) {
      const own = [placeOf(dh), placeOf(dhLast), placeOf(dh0), h.place, dx.place, Number(fn === 'tanh')];
      backward(machine, kernel.RNN_GRADIENT, { ...stepping, w, count: h.count }, () => own);
    },
    lstm({ x, w, b, h0, c0 }, { h, c, gates }, stepping) {
      const own = [x.place, h.place, placeOf(c0), c.place, gates.place];
      forward(machine, kernel.LSTM, { ...stepping, w, count: h.count }, { b, h0 }, (cells) => [...own, cells]);
    },
    lstmGradient({ gates, c, c0, w, dh, dhLast, dcLast }, { dx, dh0, dc0 }, stepping) {
      const own = [
        ...[placeOf(dh), placeOf(dhLast), placeOf(dh0), gates.place, c.place, placeOf(c0)],
        ...[placeOf(dcLast), placeOf(dc0), dx.place],
      ];
      backward(machine, kernel.LSTM_GRADIENT, { ...stepping, w, count: c.count }, (cells) => [...own, cells]);
    },
    gru({ x, w, b, h0 }, { h, gates, q }, stepping) {
      const own = [x.place, h.place, gates.place, q.place];
      forward(machine, kernel.GRU, { ...stepping, w, count: h.count }, { b, h0 }, () => own);
    },
    gruGradient({ gates, q, h, h0, w, dh, dhLast }, { dx, dState, dh0 }, stepping) {
      const own = [
        ...[placeOf(dh), placeOf(dhLast), placeOf(dh0), gates.place, q.place, h.place, placeOf(h0)],
        ...[dx.place, dState.place],
      ];
      backward(machine, kernel.GRU_GRADIENT, { ...stepping, w, count: q.count }, (passed) => [...own, passed]);
    },
  };
}

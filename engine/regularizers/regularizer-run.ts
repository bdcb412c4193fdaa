/** How a regularizer runs: what it charges for a weight, or where it moves a weight that is too large. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { WeightRole } from '../../model/layers/spec.ts';
import type { Tape, Var } from '../tape/tape.ts';

type Args = Call['args'];

export interface RegularizerRun {
  /** What it adds to the loss. */
  readonly penalty?: {
    /** A single number, of any rank. */
    value<T>(t: Tape<T>, w: Var<T>, args: Args): Var<T>;
    gradient<T>(t: Tape<T>, w: Var<T>, args: Args): Var<T>;
  };
  /** The weight after an update, within bounds; each extent of axis `units` belongs to one unit or filter. */
  project?<T>(t: Tape<T>, w: Var<T>, units: number, args: Args): Var<T>;
}

/** Biases, scales and shifts are left out unless asked for. */
export const isRegularized = (role: WeightRole, { biases }: Args): boolean =>
  role === 'weight' || (biases === true && role !== 'statistic');

/** The sum over all elements. */
export const sumOf = <T>(t: Tape<T>, x: Var<T>): Var<T> =>
  t.sum(
    x,
    x.shape.map((_, axis) => axis),
  );

/** What recurrent layers work in: see `engine/layers/sequence/` and `engine/backends/cpu/ops/sequence.ts`. */
import { padded, placeBytes, type Workspace } from './places.ts';
import { COLUMNS, productBytes, rowSumBytes } from './products.ts';

export interface Recurrent {
  /** Blocks of products, of which a unit has one each. */
  readonly gates: number;
  /** Numbers of each unit and step that backward holds beside the gradients of the gates. */
  readonly apart: number;
  readonly units: number;
  readonly features: number;
  readonly samples: number;
  readonly steps: number;
  readonly layers: number;
  readonly directions: number;
  readonly dropout: boolean;
  /** Numbers that backward would need and that are let go where there is none. */
  readonly unsaved: number;
}

/** Numbers of a cache line. */
const LINE = 16;

/** Single steps of all samples that a lane holds at most, by what is read and written at the ends of the sequence. */
const ENDS = { lone: 8, several: 16 };

/** Of one walk over the steps: packed weights and constants, rows of two steps, states. */
function walkBytes(weights: number, constants: number, samples: number, width: number, units: number): number {
  const rows = placeBytes(2 * samples * (padded(width, LINE) + LINE));
  return placeBytes(weights) + placeBytes(constants) + rows + placeBytes(samples * units);
}

export function recurrentWorkspace(of: Recurrent): Workspace {
  const { gates, apart, units, samples, steps, layers, directions, dropout, unsaved } = of;
  const features = layers > 1 ? Math.max(of.features, directions * units) : of.features;
  const lanes = layers * directions;
  const [rows, width] = [samples * steps, gates * units];
  const states = rows * units;
  const count = lanes * (lanes > 1 ? ENDS.several : ENDS.lone);
  const ends = placeBytes(count * samples * units) + count * placeBytes(1);
  const packed = padded(units, COLUMNS);
  const both = directions > 1;
  const forwardHeld = both ? lanes * states : 0;
  const dropped = dropout ? (layers - 1) * directions * states : 0;
  const laneHeld = (2 + apart + (both ? 2 : 0)) * states;
  const inputs = (layers - 1) * directions * states * (both ? 2 : 1) + (both ? rows * of.features : 0);
  return {
    forward:
      placeBytes(forwardHeld + dropped + unsaved) +
      ends +
      Math.max(
        productBytes(rows, width, features),
        walkBytes(units * packed * gates, packed * gates, samples, units, units),
      ),
    backward:
      placeBytes(lanes * laneHeld + inputs + 2 * dropped) +
      ends +
      Math.max(
        rowSumBytes(features, width, rows),
        rowSumBytes(units, width, rows),
        productBytes(rows, features, width),
        walkBytes(packed * width, 0, samples, width, units),
      ),
  };
}

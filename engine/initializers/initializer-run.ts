/** How an initializer fills a weight. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Place } from '../random/philox.ts';

export interface Weight {
  /** In PyTorch's layout. */
  readonly shape: readonly number[];
  /** Inputs of a unit, and outputs of an input. */
  readonly fan: { readonly in: number; readonly out: number };
  /** Where its random numbers come from. */
  readonly place: Place;
}

export type InitializerRun = (values: Float32Array, weight: Weight, args: Call['args']) => void;

/** Which images train and which validate. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Runs } from '../coverage.ts';
import { permutation } from '../random/philox.ts';
import { DataError } from './image-set.ts';

export interface Split {
  /** Indices into the set. */
  readonly train: Uint32Array;
  readonly val: Uint32Array;
}

const splits: { readonly [S in Runs<'split'>]: (count: number, args: Call['args'], seed: number) => Split } = {
  holdout(count, args, seed) {
    const val = args.val as number;
    if (val >= count)
      throw new DataError(
        `holdout(val=${val}) leaves nothing to train on: the set has ${count} images. Use a smaller val.`,
      );
    const order = permutation(count, { seed, purpose: 'split' });
    return { train: order.slice(val), val: order.slice(0, val) };
  },
};

export const splitOf = (call: Call, count: number, seed: number): Split =>
  splits[call.name as Runs<'split'>](count, call.args, seed);

/** Which samples train and which validate. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { NameOf } from '../../model/catalog/index.ts';
import { permutation } from '../random/philox.ts';
import { DataError } from './samples.ts';

export interface Split {
  /** Indices into the samples. */
  readonly train: Uint32Array;
  readonly val: Uint32Array;
}

export interface SplitRequest {
  readonly count: number;
  readonly seed: number;
  /** The fold that validates, from 0; of `kfold` only. */
  readonly fold: number;
  /** Windows of a text follow each other: the last ones validate, none are shuffled. */
  readonly ordered: boolean;
}

/** `folders` divides the files before there are samples. */
const splits: { readonly [S in Exclude<NameOf<'split'>, 'folders'>]: (args: Call['args'], of: SplitRequest) => Split } =
  {
    holdout(args, of) {
      const val = args.val as number;
      if (val >= of.count)
        throw new DataError(
          `holdout(val=${val}) leaves nothing to train on: the data has ${of.count} samples. Use a smaller val.`,
        );
      const order = orderOf(of);
      return { train: order.slice(val), val: order.slice(0, val) };
    },
    kfold(args, of) {
      const folds = args.folds as number;
      const { count, fold } = of;
      if (folds > count)
        throw new DataError(`kfold(${folds}) needs a sample for each fold; the data has ${count}. Use fewer folds.`);
      if (fold < 0 || fold >= folds) throw new DataError(`There is no fold ${fold} of ${folds}; they count from 0.`);
      const order = orderOf(of);
      const edge = (k: number) => Math.floor((k * count) / folds);
      const [start, end] = [edge(fold), edge(fold + 1)];
      const train = new Uint32Array(count - (end - start));
      train.set(order.subarray(0, start));
      train.set(order.subarray(end), start);
      return { train, val: order.slice(start, end) };
    },
  };

/** Of ordered samples the last ones first, so that the first `val` of them validate. */
function orderOf({ count, seed, ordered }: SplitRequest): Uint32Array {
  if (!ordered) return permutation(count, { seed, purpose: 'split' });
  return Uint32Array.from({ length: count }, (_, i) => count - 1 - i);
}

export function splitOf({ name, args }: Call, request: SplitRequest): Split {
  const { train, val } = splits[name as keyof typeof splits](args, request);
  return request.ordered ? { train: train.sort(), val: val.sort() } : { train, val };
}

/** How every optimizer of the catalog runs. */
import type { Runs } from '../coverage.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import type { OptimizerRun } from './optimizer-run.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/** L-BFGS, which takes all weights together, is in `lbfgs.ts`. */
type EachWeight = Exclude<Runs<'optimizer'>, 'lbfgs'>;

const optimizers: { readonly [O in EachWeight]: OptimizerRun } = { sgd, adagrad, rmsprop, adam, adamw: adam };

/** `null` of one that takes all weights together. */
export const optimizerRun = (name: string): OptimizerRun | null => optimizers[name as EachWeight] ?? null;

/** How every optimizer of the catalog runs. */
import type { Runs } from '../coverage.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import type { OptimizerRun } from './optimizer-run.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

const optimizers: { readonly [O in Runs<'optimizer'>]: OptimizerRun } = { sgd, adagrad, rmsprop, adam, adamw: adam };

export const optimizerRun = (name: string): OptimizerRun => optimizers[name as Runs<'optimizer'>];

import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import { lbfgs } from './lbfgs.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

export const optimizers = { sgd, adagrad, rmsprop, adam, adamw, lbfgs } as const;

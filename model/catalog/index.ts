/** The whole catalog: every callable of the language, by kind and name. The engine's tables are records over these keys. */
import { gaussian } from '../initializers/gaussian.ts';
import { he } from '../initializers/he.ts';
import { xavier } from '../initializers/xavier.ts';
import { layers } from '../layers/index.ts';
import { softmax } from '../losses/softmax.ts';
import { per_channel } from '../normalizations/per-channel.ts';
import { scale } from '../normalizations/scale.ts';
import { adam } from '../optimizers/adam.ts';
import { sgd } from '../optimizers/sgd.ts';
import { l2 } from '../regularizers/l2.ts';
import { cifar10 } from '../sources/cifar10.ts';
import { mnist } from '../sources/mnist.ts';
import { holdout } from '../splits/holdout.ts';
import type { Callable, CallableKind } from './callable.ts';

export const catalog = {
  layer: layers,
  loss: { softmax },
  regularizer: { l2 },
  optimizer: { sgd, adam },
  schedule: {},
  initializer: { he, xavier, gaussian },
  source: { mnist, cifar10 },
  split: { holdout },
  normalization: { per_channel, scale },
  augmentation: {},
  metric: {},
  distribution: {},
  clipping: {},
  weights: {},
} as const satisfies {
  readonly [K in CallableKind]: Readonly<Record<string, { readonly kind: K }>>;
};

export type Catalog = typeof catalog;

/** The names of a kind, e.g. `NameOf<'optimizer'>` is `'sgd' | 'adam'`. */
export type NameOf<K extends CallableKind> = keyof Catalog[K] & string;

/** All callables of a kind, argument types forgotten. */
export function callablesOf(kind: CallableKind): readonly Callable[] {
  return Object.values(catalog[kind]) as unknown as Callable[];
}

export function findCallable(kind: CallableKind, name: string): Callable | undefined {
  const callables = catalog[kind] as unknown as Record<string, Callable>;
  return Object.hasOwn(callables, name) ? callables[name] : undefined;
}

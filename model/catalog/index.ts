/** The whole catalog: every callable of the language, by kind and name. The engine's tables are records over these keys. */
import { augmentations } from '../augmentations/index.ts';
import { averagings } from '../averaging/index.ts';
import { clippings } from '../clipping/index.ts';
import { distributions } from '../distributions/index.ts';
import { initializers } from '../initializers/index.ts';
import { layers } from '../layers/index.ts';
import { losses } from '../losses/index.ts';
import { metrics } from '../metrics/index.ts';
import { normalizations } from '../normalizations/index.ts';
import { optimizers } from '../optimizers/index.ts';
import { regularizers } from '../regularizers/index.ts';
import { samplings } from '../samplings/index.ts';
import { schedules } from '../schedules/index.ts';
import { sources } from '../sources/index.ts';
import { splits } from '../splits/index.ts';
import { weights } from '../weights/index.ts';
import type { Callable, CallableKind } from './callable.ts';

export const catalog = {
  layer: layers,
  loss: losses,
  regularizer: regularizers,
  optimizer: optimizers,
  schedule: schedules,
  initializer: initializers,
  source: sources,
  split: splits,
  normalization: normalizations,
  augmentation: augmentations,
  metric: metrics,
  distribution: distributions,
  clipping: clippings,
  averaging: averagings,
  sampling: samplings,
  weights,
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

/**
 * Everything a model file can call: a layer, a loss, an optimizer, a data source, an initializer.
 * All are the same kind of thing, a name with described arguments, so that every feature of the
 * language reads one catalog.
 */
import type { Arguments } from './arguments.ts';

export type CallableKind =
  | 'layer'
  | 'loss'
  | 'regularizer'
  | 'optimizer'
  | 'schedule'
  | 'initializer'
  | 'source'
  | 'split'
  | 'normalization'
  | 'augmentation'
  | 'metric'
  /** What a search draws a value from. */
  | 'distribution'
  /** How gradients are kept within bounds. */
  | 'clipping'
  /** How training samples are drawn. */
  | 'sampling'
  /** How weights are averaged over updates. */
  | 'averaging'
  /** Weights to start from. */
  | 'weights';

export interface Callable<A extends Arguments = Arguments> {
  readonly kind: CallableKind;
  readonly name: string;
  /** What it does, in Markdown; the first sentence stands alone. */
  readonly doc: string;
  /** The paper or lecture it comes from. */
  readonly source?: string;
  /** One line of the language that checks clean in a fitting place. */
  readonly example: string;
  /** In order of position. */
  readonly args: A;
}

/** A callable that is its own argument list: all kinds but layers, which have shape rules. */
export function defineCallable<const K extends CallableKind, const A extends Arguments>(
  callable: Callable<A> & { kind: K },
): Callable<A> & { kind: K } {
  return callable;
}

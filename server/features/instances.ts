/**
 * Of everything that a call in the text became, what the editor speaks of: the chosen instantiation of the block it
 * stands in. What is not the same everywhere carries a mark.
 */
import type { BlockSite, Instantiation, LayerInstance, LayerSite } from '../language/index.ts';
import { type Checked, shownInstantiations } from './document.ts';

export const MARK = '*';

/** Tells what is shown of calls; made once for a request. */
export class Shown {
  readonly #instantiations: ReadonlySet<Instantiation>;

  constructor(checked: Checked) {
    this.#instantiations = shownInstantiations(checked);
  }

  /** `null` where the chosen instantiation does not come by. */
  layer({ instances }: LayerSite): LayerInstance | null {
    return instances.find(({ instantiation }) => this.#speaksOf(instantiation)) ?? null;
  }

  block({ instances }: BlockSite): Instantiation | null {
    return instances.find(({ caller }) => this.#speaksOf(caller)) ?? null;
  }

  #speaksOf(instantiation: Instantiation | null): boolean {
    return instantiation === null || this.#instantiations.has(instantiation);
  }
}

/** The text for one instance, marked where another one's differs. */
export function marked<I>(instance: I, all: readonly I[], textOf: (instance: I) => string): string {
  const text = textOf(instance);
  return all.some((other) => other !== instance && textOf(other) !== text) ? text + MARK : text;
}

/** The different texts of all instances, in order. */
export const variants = <I>(all: readonly I[], textOf: (instance: I) => string): string[] => [
  ...new Set(all.map(textOf)),
];

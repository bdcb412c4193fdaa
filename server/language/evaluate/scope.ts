/** The names of a model: parameters and values bound by `let`, and what has been said of them. */
import type { Range } from '../analysis.ts';

/** What an expression can be; sizes, tuples and lists are arrays. `null` is unknown. */
export type Computed = number | boolean | string | readonly Computed[] | null;

export interface Binding {
  readonly name: string;
  readonly definition: Range;
  readonly references: Range[];
  readonly value: Computed;
}

export class Scope {
  readonly #bindings = new Map<string, Binding>();

  /** False when the name is taken. */
  define(name: string, definition: Range, value: Computed): boolean {
    if (this.#bindings.has(name)) return false;
    this.#bindings.set(name, { name, definition, references: [], value });
    return true;
  }

  use(name: string, at: Range): Binding | undefined {
    const binding = this.#bindings.get(name);
    binding?.references.push({ start: at.start, end: at.end });
    return binding;
  }

  names(): Iterable<string> {
    return this.#bindings.keys();
  }

  get(name: string): Binding | undefined {
    return this.#bindings.get(name);
  }
}

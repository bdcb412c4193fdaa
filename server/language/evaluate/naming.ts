/**
 * How layers get their ids: the path of names that leads to them, `layer1.0.conv1`. What has no name is its kind and
 * ordinal within the enclosing named scope, so that an edit elsewhere renames nothing here.
 */
export interface LayerId {
  readonly id: string;
  /** The layer whose weights this one uses. */
  readonly sharedWith?: string;
}

export class Naming {
  readonly #taken: Set<string>;
  #counts: Map<string, number> | null = null;
  readonly prefix: string;
  /** The prefix of the weights where they are another's. */
  readonly #owner: string | null;

  constructor(taken: Set<string> = new Set(), prefix = '', owner: string | null = null) {
    this.#taken = taken;
    this.prefix = prefix;
    this.#owner = owner;
  }

  /** A scope of its own: by name, else by kind and ordinal. */
  scope(kind: string, name: string | null): Naming {
    return this.#within(name ?? this.#ordinal(kind));
  }

  /** The scope of one round of a loop. */
  round(index: number): Naming {
    return this.#within(String(index));
  }

  /** The scope of a shared block: the first use has the weights, others refer to them. */
  sharing(id: string, owner: string, refers: boolean): Naming {
    return new Naming(this.#taken, `${id}.`, refers ? `${owner}.` : null);
  }

  /** The scope itself as a layer: for a shared layer, which is its own scope. */
  asLayer(): Naming {
    const cut = (path: string) => path.slice(0, -1);
    return new SoleLayer(this.#taken, cut(this.prefix), this.#owner === null ? null : cut(this.#owner));
  }

  /** The id of a layer; an id that is taken gets a mark. */
  layer(kind: string, name: string | null): LayerId & { readonly taken: boolean } {
    // The ordinal counts layers of a kind whether they have a name or not: naming one renames no other.
    const ordinal = this.#ordinal(kind);
    const local = name ?? ordinal;
    const wanted = this.prefix + local;
    const id = this.#take(wanted);
    return { id, taken: id !== wanted, ...(this.#owner === null ? {} : { sharedWith: this.#owner + local }) };
  }

  /** Where a shared block or layer of that name has its weights; `owner`: another's, within a shared block. */
  sharedAt(name: string): { readonly id: string; readonly owner: string | null } {
    return { id: this.prefix + name, owner: this.#owner === null ? null : this.#owner + name };
  }

  /** Keeps an id for an input. */
  take(id: string): void {
    this.#taken.add(id);
  }

  #within(name: string): Naming {
    return new Naming(this.#taken, `${this.prefix}${name}.`, this.#owner === null ? null : `${this.#owner}${name}.`);
  }

  #ordinal(kind: string): string {
    this.#counts ??= new Map();
    const ordinal = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, ordinal);
    // `relu61` would be the 61st relu as well as the first relu6.
    return endsInDigit(kind) ? `${kind}_${ordinal}` : `${kind}${ordinal}`;
  }

  /** The id, or the first with marks behind it that is free. */
  #take(id: string): string {
    const { size } = this.#taken;
    let free = id;
    while (this.#taken.add(free).size === size) free = `${free}_`;
    return free;
  }
}

function endsInDigit(text: string): boolean {
  const last = text.charAt(text.length - 1);
  return last >= '0' && last <= '9';
}

/** A scope whose only layer has the scope's own id. */
class SoleLayer extends Naming {
  readonly #shared: string | null;

  constructor(taken: Set<string>, id: string, shared: string | null) {
    super(taken, id);
    this.#shared = shared;
  }

  override layer() {
    this.take(this.prefix);
    return { id: this.prefix, taken: false, ...(this.#shared === null ? {} : { sharedWith: this.#shared }) };
  }
}

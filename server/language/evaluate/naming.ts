/**
 * How layers get their ids: the path of names that leads to them, `layer1.0.conv1`. What has no name is its kind and
 * ordinal within the enclosing named scope, so that an edit elsewhere renames nothing here.
 */
export interface LayerId {
  readonly id: string;
  /** The layer whose weights this one uses. */
  readonly sharedWith?: string;
}

/** The ids of a model. */
interface Ids {
  readonly taken: Set<string>;
  /** How often one that was taken has been asked for. */
  readonly again: Map<string, number>;
}

export class Naming {
  readonly #ids: Ids;
  #counts: Map<string, number> | null = null;
  readonly prefix: string;
  /** The prefix of the weights where they are another's. */
  readonly #owner: string | null;

  constructor(ids: Ids = { taken: new Set(), again: new Map() }, prefix = '', owner: string | null = null) {
    this.#ids = ids;
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
    return new Naming(this.#ids, `${id}.`, refers ? `${owner}.` : null);
  }

  /** The scope itself as a layer: for a shared layer, which is its own scope. */
  asLayer(): Naming {
    const cut = (path: string) => path.slice(0, -1);
    return new SoleLayer(this.#ids, cut(this.prefix), this.#owner === null ? null : cut(this.#owner));
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
    this.#ids.taken.add(id);
  }

  #within(name: string): Naming {
    return new Naming(this.#ids, `${this.prefix}${name}.`, this.#owner === null ? null : `${this.#owner}${name}.`);
  }

  #ordinal(kind: string): string {
    this.#counts ??= new Map();
    const ordinal = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, ordinal);
    // `relu61` would be the 61st relu as well as the first relu6.
    return endsInDigit(kind) ? `${kind}_${ordinal}` : `${kind}${ordinal}`;
  }

  /** The id, or with a mark and a number behind it the first that is free. */
  #take(id: string): string {
    const { size } = this.#ids.taken;
    if (this.#ids.taken.add(id).size > size) return id;
    let count = this.#ids.again.get(id) ?? 0;
    let free = id;
    while (this.#ids.taken.add(free).size === size) free = ++count === 1 ? `${id}_` : `${id}_${count}`;
    this.#ids.again.set(id, count);
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

  constructor(ids: Ids, id: string, shared: string | null) {
    super(ids, id);
    this.#shared = shared;
  }

  override layer() {
    this.take(this.prefix);
    return { id: this.prefix, taken: false, ...(this.#shared === null ? {} : { sharedWith: this.#shared }) };
  }
}

/** A graph as rules walk it: who made a tensor and who uses it. */
import type { Graph, GraphLayer } from '../../../model/graph.ts';

export class Network {
  readonly graph: Graph;
  /** Whether all layers are there: no condition or count of rounds was unknown. */
  readonly whole: boolean;
  readonly #layers = new Map<string, GraphLayer>();
  readonly #users = new Map<string, GraphLayer[]>();
  readonly #outputs: ReadonlySet<string>;

  constructor(graph: Graph, whole = true) {
    this.graph = graph;
    this.whole = whole;
    this.#outputs = new Set(graph.outputs.map(idOf));
    for (const layer of graph.layers) {
      this.#layers.set(layer.id, layer);
      for (const id of new Set(usedBy(layer))) {
        const known = this.#users.get(id);
        if (known === undefined) this.#users.set(id, [layer]);
        else known.push(layer);
      }
    }
  }

  get layers(): readonly GraphLayer[] {
    return this.graph.layers;
  }

  /** The layer that made a tensor; `null` for an input. */
  maker(reference: string): GraphLayer | null {
    return this.#layers.get(idOf(reference)) ?? null;
  }

  /** The layer whose output flows into this one, where that is one. */
  before({ inputs }: GraphLayer): GraphLayer | null {
    const [only] = inputs;
    return only === undefined || inputs.length > 1 ? null : this.maker(only);
  }

  /** The layers that take what this one makes. */
  users(id: string): readonly GraphLayer[] {
    return this.#users.get(id) ?? [];
  }

  /** The one layer that takes what this one makes, where it goes nowhere else. */
  after({ id }: GraphLayer): GraphLayer | null {
    const users = this.users(id);
    return users.length === 1 && !this.isOutput(id) ? (users[0] ?? null) : null;
  }

  isOutput(id: string): boolean {
    return this.#outputs.has(id);
  }

  /** Ids of all layers and inputs that lead to an output. */
  living(): ReadonlySet<string> {
    const found = new Set<string>(this.#outputs);
    // Execution order: what uses a tensor stands behind it, but for the states of a recurrence, whose end uses them.
    for (const layer of [...this.layers].reverse()) {
      if (found.has(layer.id)) for (const id of usedBy(layer)) found.add(id);
    }
    return found;
  }

  /**
   * Adds something up along the way from the inputs to each layer; of several ways the least counts, as gradients and
   * signals take the shortest.
   */
  along(step: (layer: GraphLayer, before: number) => number): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const layer of this.layers) {
      sums.set(layer.id, step(layer, leastOf(layer, sums)));
    }
    return sums;
  }
}

/** The least that leads to a layer. */
export function leastOf({ inputs }: GraphLayer, sums: ReadonlyMap<string, number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const reference of inputs) least = Math.min(least, sums.get(idOf(reference)) ?? 0);
  return inputs.length === 0 ? 0 : least;
}

/** The most of what `along` gives. */
export function mostOf(sums: ReadonlyMap<string, number>): number {
  let most = 0;
  for (const sum of sums.values()) most = Math.max(most, sum);
  return most;
}

/** `lstm1:h` is a port of `lstm1`. */
const idOf = (reference: string): string => {
  const at = reference.indexOf(':');
  return at < 0 ? reference : reference.slice(0, at);
};

/** Ids of everything that a layer takes; the end of a recurrence also takes what its states become. */
function usedBy({ layer, inputs, args }: GraphLayer): string[] {
  const states = layer === 'recur' ? [args.states, args.next].flat() : [];
  return [...inputs, ...states.filter((state) => typeof state === 'string')].map(idOf);
}

/** A graph as rules walk it: who made a tensor and who uses it. */
import type { Graph, GraphLayer } from '../../../model/graph.ts';

export class Network {
  readonly graph: Graph;
  /** Whether all layers are there: no condition or count of rounds was unknown. */
  readonly whole: boolean;
  readonly #layers = new Map<string, GraphLayer>();
  /** One layer by itself where it is the only one, as nearly always. */
  readonly #users = new Map<string, GraphLayer | GraphLayer[]>();
  readonly #outputs: ReadonlySet<string>;

  constructor(graph: Graph, whole = true) {
    this.graph = graph;
    this.whole = whole;
    this.#outputs = new Set(graph.outputs.map(idOf));
    for (const layer of graph.layers) {
      this.#layers.set(layer.id, layer);
      eachUsed(layer, (id) => {
        const known = this.#users.get(id);
        if (known === undefined) this.#users.set(id, layer);
        else if (!Array.isArray(known)) {
          if (known !== layer) this.#users.set(id, [known, layer]);
        } else if (known.at(-1) !== layer) known.push(layer);
      });
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
    const users = this.#users.get(id);
    if (users === undefined) return [];
    return Array.isArray(users) ? users : [users];
  }

  /** The one layer that takes what this one makes, where it goes nowhere else. */
  after({ id }: GraphLayer): GraphLayer | null {
    const user = this.#users.get(id);
    return user === undefined || Array.isArray(user) || this.isOutput(id) ? null : user;
  }

  isOutput(id: string): boolean {
    return this.#outputs.has(id);
  }

  /** Ids of all layers and inputs that lead to an output. */
  living(): ReadonlySet<string> {
    const found = new Set<string>(this.#outputs);
    // Execution order: what uses a tensor stands behind it, but for the states of a recurrence, whose end uses them.
    const add = (id: string) => found.add(id);
    for (let at = this.layers.length - 1; at >= 0; at--) {
      const layer = this.layers[at] as GraphLayer;
      if (found.has(layer.id)) eachUsed(layer, add);
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

/** Goes over the ids of everything that a layer takes; the end of a recurrence also takes what its states become. */
function eachUsed({ layer, inputs, args }: GraphLayer, use: (id: string) => void): void {
  for (const reference of inputs) use(idOf(reference));
  if (layer !== 'recur') return;
  for (const state of [args.states, args.next].flat()) if (typeof state === 'string') use(idOf(state));
}

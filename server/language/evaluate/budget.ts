/**
 * What one check of a file may cost, so that it ends in time whatever the text says. It is counted and not timed: the
 * same text gets the same answer on every machine.
 */

/** Costs, about 4 µs each: what a check takes on a machine of today, with its part of the rules that read the graph. */
export const cost = { statement: 1, round: 1, function: 1, layer: 4, output: 2, block: 4, model: 8, fault: 4 } as const;

/** Elements of lists, and tensors that flow, that are moved for one unit. */
const ELEMENTS = 16;
/** Characters of a layer's id for one unit. */
const CHARACTERS = 64;
/** Weights of a layer for one unit. */
const WEIGHTS = 8;
/** Units for each layer that one model may have: a deep network costs 5 to 6, with its statements and blocks. */
const FOR_EACH_LAYER = 7;
/** A low bound on layers leaves enough for the rest of the file. */
const LEAST_LAYERS = 1000;

export class Budget {
  readonly most: number;
  #left: number;

  constructor(mostLayers: number) {
    this.most = Math.max(mostLayers, LEAST_LAYERS) * FOR_EACH_LAYER;
    this.#left = this.most;
  }

  get left(): number {
    return Math.max(0, this.#left);
  }

  /** False from when all is spent. */
  spend(units: number): boolean {
    this.#left -= units;
    return this.#left >= 0;
  }

  spendElements(count: number): boolean {
    return count < ELEMENTS ? this.#left >= 0 : this.spend(Math.floor(count / ELEMENTS));
  }

  spendLayer(id: string): boolean {
    return this.spend(cost.layer + Math.floor(id.length / CHARACTERS));
  }

  /** What a layer has made: an LSTM with its states takes two to three times as long as a convolution. */
  spendParts(outputs: number, weights: number): void {
    this.spend(cost.output * Math.max(0, outputs - 1) + Math.floor(weights / WEIGHTS));
  }
}

/** The first sentence of what is said where it is spent. */
export const tooMuch = ({ most }: Budget): string =>
  `All that a file runs may take ${most.toLocaleString('en-US')} steps, ${cost.layer} for a layer and one for a statement.`;

/** Numbers drawn one after the other at one place, as many as it takes: for what does not know beforehand how many it needs. */
import { type Place, philox, purposes } from './philox.ts';

/** Blocks that each lane has for itself. */
const LANE = 2 ** 24;

export class Draws {
  readonly #key: readonly [number, number];
  readonly #place: readonly [time: number, index: number, purpose: number];
  readonly #block = new Uint32Array(4);
  #counter: number;
  #used = 4;

  /** Lanes, 0 to 255, are sequences of their own at one place: one for each augmentation of a sample. */
  constructor({ seed, purpose, time = 0, index = 0 }: Place, lane = 0) {
    this.#key = [seed >>> 0, Math.floor(seed / 0x1_0000_0000) >>> 0];
    this.#place = [time, index, purposes[purpose]];
    this.#counter = lane * LANE;
  }

  #word(): number {
    const block = this.#block;
    if (this.#used === 4) {
      block[0] = this.#counter++;
      block.set(this.#place, 1);
      philox(block, ...this.#key);
      this.#used = 0;
    }
    return block[this.#used++]!;
  }

  /** In [0, 1). */
  uniform(): number {
    return this.#word() / 0x1_0000_0000;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** A whole number from 0 to n − 1. */
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** Standard normal (Box and Muller, 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log((this.#word() + 1) / 0x1_0000_0000));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Gamma with scale 1 (Marsaglia and Tsang, A simple method for generating gamma variables, 2000). */
  gamma(shape: number): number {
    // Below 1 one goes up by 1 and comes back: γ(a) = γ(a + 1)·u^(1/a).
    if (shape < 1) return this.gamma(shape + 1) * (1 - this.uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - this.uniform()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  beta(a: number, b: number): number {
    const [x, y] = [this.gamma(a), this.gamma(b)];
    // Both vanish where a and b are tiny: then it is one end or the other.
    return x + y > 0 ? x / (x + y) : this.below(2);
  }
}

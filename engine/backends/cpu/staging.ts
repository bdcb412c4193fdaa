/**
 * Where the host leaves numbers for commands that run later. What it writes is there at once, so it may not lie where
 * commands that have not run yet still work: staging has memory of its own, kept from one list to the next.
 */

/** Numbers. */
const CHUNK = 2 ** 14;
/** Numbers; places begin at multiples. */
const ALIGNMENT = 16;

export class Staging {
  readonly #take: (count: number) => number;
  readonly #chunks: { readonly place: number; readonly count: number; used: number }[] = [];

  constructor(take: (count: number) => number) {
    this.#take = take;
  }

  take(count: number): number {
    const size = Math.ceil(count / ALIGNMENT) * ALIGNMENT;
    let chunk = this.#chunks.find((candidate) => candidate.used + size <= candidate.count);
    if (chunk === undefined) {
      const whole = Math.max(size, CHUNK);
      chunk = { place: this.#take(whole), count: whole, used: 0 };
      this.#chunks.push(chunk);
    }
    const place = chunk.place + 4 * chunk.used;
    chunk.used += size;
    return place;
  }

  /** When the commands have run. */
  clear(): void {
    for (const chunk of this.#chunks) chunk.used = 0;
  }
}

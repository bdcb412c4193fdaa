/** How far a run is and how long it will take, from the mean time of its steps so far. */
export class Clock {
  readonly #total: number;
  readonly #begun = performance.now();
  #done = 0;

  /** `total` in steps, validation counted as the steps it costs. */
  constructor(total: number) {
    this.#total = total;
  }

  advance(steps: number): void {
    this.#done += steps;
  }

  get done(): number {
    return Math.min(1, this.#done / this.#total);
  }

  /** Unknown until a few steps have been seen: the first ones compile kernels. */
  get secondsLeft(): number | undefined {
    if (this.#done < 5) return undefined;
    return (((performance.now() - this.#begun) / 1000) * (this.#total - this.#done)) / this.#done;
  }
}

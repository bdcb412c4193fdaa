/** How far a run is and how long it will take, from the mean time of its steps so far. */
export class Clock {
  readonly #total: number;
  readonly #begun = performance.now();
  #done = 0;
  #before = 0;

  /** `total` in steps, validation counted as the steps it costs. */
  constructor(total: number) {
    this.#total = total;
  }

  /** What was done before this process: a run that goes on. */
  start(steps: number): void {
    this.#before = steps;
    this.#done = steps;
  }

  advance(steps: number): void {
    this.#done += steps;
  }

  get done(): number {
    return Math.min(1, this.#done / this.#total);
  }

  /** Unknown until a few steps have been seen: the first ones compile kernels. */
  get secondsLeft(): number | undefined {
    const here = this.#done - this.#before;
    if (here < 5) return undefined;
    return (((performance.now() - this.#begun) / 1000) * (this.#total - this.#done)) / here;
  }
}

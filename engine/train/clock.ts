/** How far a run is and how long it will take, from the mean time of its steps so far. */
import type { Progress } from '../protocol/records.ts';

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

  /** The time that is left is unknown until a few steps have been seen: the first ones compile kernels. */
  get progress(): Pick<Progress, 'done' | 'secondsLeft'> {
    const done = Math.min(1, this.#done / this.#total);
    const here = this.#done - this.#before;
    if (here < 5) return { done };
    return { done, secondsLeft: (((performance.now() - this.#begun) / 1000) * (this.#total - this.#done)) / here };
  }
}

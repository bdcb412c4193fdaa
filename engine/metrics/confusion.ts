/** How often each class was taken for each other: counts by true and predicted class. */
import { type Compared, isIgnored, labelsOf, placesOf } from '../losses/targets.ts';

export class Confusion {
  #classes = 0;
  #counts = new Float64Array();

  /** A label `ignored` is not counted. */
  add(outputs: Float32Array, compared: Compared, ignored?: number): void {
    const { classes } = placesOf(compared.shape);
    if (this.#classes === 0) {
      this.#classes = classes;
      this.#counts = new Float64Array(classes * classes);
    }
    labelsOf(compared, ignored).forEach((label, place) => {
      if (isIgnored(label, ignored)) return;
      let best = place * classes;
      for (let i = best + 1; i < (place + 1) * classes; i++) if (outputs[i] > outputs[best]) best = i;
      this.#counts[label * classes + best - place * classes]++;
    });
  }

  /** A row for each true class, a column for each predicted one. */
  rows(): readonly (readonly number[])[] {
    return Array.from({ length: this.#classes }, (_, row) =>
      Array.from(this.#counts.subarray(row * this.#classes, (row + 1) * this.#classes)),
    );
  }
}

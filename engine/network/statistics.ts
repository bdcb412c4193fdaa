/** What a batch looks like in every layer. */

/** Of one output of a layer, over the whole batch. */
export interface LayerStatistics {
  readonly layer: string;
  /** Which of several outputs, from 0. */
  readonly output: number;
  readonly mean: number;
  /** The standard deviation; the activations of a good initialization keep theirs from layer to layer. */
  readonly deviation: number;
  /** The share of elements that are zero: after a ReLU, those that do not answer. */
  readonly zeros: number;
}

export function statisticsOf(layer: string, output: number, values: Float32Array): LayerStatistics {
  const count = values.length;
  let sum = 0;
  let zeros = 0;
  for (const value of values) {
    sum += value;
    if (value === 0) zeros++;
  }
  const mean = sum / count;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { layer, output, mean, deviation: Math.sqrt(squares / count), zeros: zeros / count };
}

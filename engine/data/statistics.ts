/** Mean and spread of what a network is trained on, summed up a stretch at a time so that any amount of data fits in memory. */

/** What is known of a column over the training samples; plain numbers, so that a checkpoint can keep them. */
export interface ColumnStatistics {
  /** Of each channel; of features each is a channel. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Channels × channels; where it was asked for. */
  readonly covariance?: readonly (readonly number[])[];
  /** The mean sample, as evaluation sees it; where it was asked for. */
  readonly image?: readonly number[];
}

/** By column. */
export type Statistics = Readonly<Record<string, ColumnStatistics>>;

export interface Wanted {
  readonly channels: number;
  /**
   * Close to the mean of each channel: sums of squares are taken from here, so that large values do not drown small
   * differences. With whole numbers all sums are exact.
   */
  readonly shift: readonly number[];
  readonly covariance: boolean;
  /** Extents of the mean sample; 0: none. */
  readonly image: number;
}

/** Sums over some samples. */
export interface Sums {
  samples: number;
  /** Values of each channel. */
  values: number;
  readonly sum: Float64Array;
  /** Of squares, or of products of all pairs of channels. */
  readonly products: Float64Array;
  readonly image: Float64Array;
}

export const noSums = ({ channels, covariance, image }: Wanted): Sums => ({
  samples: 0,
  values: 0,
  sum: new Float64Array(channels),
  products: new Float64Array(covariance ? channels * channels : channels),
  image: new Float64Array(image),
});

/** `values` as the source gives them. */
export function addSample(sums: Sums, { channels, shift, covariance }: Wanted, values: ArrayLike<number>): void {
  const { sum, products } = sums;
  const apart = new Float64Array(channels);
  for (let at = 0; at < values.length; at += channels) {
    for (let c = 0; c < channels; c++) {
      apart[c] = values[at + c] - shift[c];
      sum[c] += apart[c];
      if (!covariance) products[c] += apart[c] * apart[c];
    }
    if (covariance)
      for (let a = 0; a < channels; a++) for (let b = 0; b <= a; b++) products[a * channels + b] += apart[a] * apart[b];
  }
  sums.samples++;
  sums.values += values.length / channels;
}

export function addImage(sums: Sums, image: ArrayLike<number>): void {
  for (let i = 0; i < image.length; i++) sums.image[i] += image[i];
}

/** Always in the same order of stretches, so that workers do not change a bit. */
export function addSums(total: Sums, { samples, values, sum, products, image }: Sums): void {
  total.samples += samples;
  total.values += values;
  for (let i = 0; i < sum.length; i++) total.sum[i] += sum[i];
  for (let i = 0; i < products.length; i++) total.products[i] += products[i];
  for (let i = 0; i < image.length; i++) total.image[i] += image[i];
}

export function statisticsOf({ samples, values, sum, products, image }: Sums, wanted: Wanted): ColumnStatistics {
  const { channels, shift, covariance } = wanted;
  const apart = Array.from(sum, (total) => total / values);
  const product = (a: number, b: number) =>
    products[covariance ? Math.max(a, b) * channels + Math.min(a, b) : a] / values - apart[a] * apart[b];
  const each = Array.from({ length: channels }, (_, c) => c);
  return {
    mean: apart.map((value, c) => value + shift[c]),
    deviation: each.map((c) => Math.sqrt(Math.max(0, product(c, c)))),
    ...(covariance ? { covariance: each.map((a) => each.map((b) => product(a, b))) } : {}),
    ...(image.length === 0 ? {} : { image: Array.from(image, (total) => total / samples) }),
  };
}

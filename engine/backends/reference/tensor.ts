/** A tensor of the reference backend: float64, row by row. */
export interface ReferenceTensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

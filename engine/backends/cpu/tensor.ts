/** A tensor of the embedded backend: float32 in its memory, row by row. */
export interface CpuTensor {
  readonly shape: readonly number[];
  /** Bytes from the start of memory. */
  readonly place: number;
  /** How many numbers. */
  readonly count: number;
}

/** Samples as kNN sees them: each one long vector, whatever its shape, with its class. */
export interface Block {
  /** Sample by sample; count × features. */
  readonly samples: Float32Array;
  readonly labels: Int32Array;
}

export const featuresOf = ({ samples, labels }: Block): number => samples.length / labels.length;

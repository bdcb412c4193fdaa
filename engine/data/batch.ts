/** A batch as the network is given it. */

/** What a head is compared with. */
export type Target =
  /** A class for each sample, or for each step or pixel of it. */
  | { readonly kind: 'classes'; readonly values: Int32Array }
  /** A share for each class, as mixup makes them: count × classes. */
  | { readonly kind: 'shares'; readonly values: Float32Array }
  /** Numbers shaped as the head. */
  | { readonly kind: 'numbers'; readonly values: Float32Array };

export interface Batch {
  readonly count: number;
  /** By the name of the model's input; batch first, channels last. */
  readonly inputs: Readonly<Record<string, Float32Array>>;
  /** By the name of the head; of a model without heads by the name of its output. */
  readonly targets: Readonly<Record<string, Target>>;
}

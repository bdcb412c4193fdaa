/** What the thread that tries inputs is told, and tells. */
export interface Task {
  readonly seed: number;
  /** Inputs from the first on, below the last. */
  readonly first: number;
  readonly last: number;
  /** The index of the input that is being tried, written where the other thread can see it. */
  readonly at: Int32Array;
}

/** What an input did. */
export interface Outcome {
  readonly index: number;
  /** The one answer that took longest, milliseconds of the processor. */
  readonly ms: number;
  readonly request: string;
  /** What was thrown. */
  readonly error: string | null;
}

/** Milliseconds after which an answer is reported. */
export const SLOW = 200;

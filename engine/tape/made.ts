import type { Ops } from '../ops/ops.ts';
import type { Var } from './tape.ts';

/**
 * What an operation of a tape makes. The operation runs when the next one is put on the tape or its tensor is asked for,
 * so that the last of an expression can write to where the result is wanted.
 */
export class Made<T> implements Var<T> {
  readonly shape: readonly number[];
  readonly #allot: (shape: readonly number[]) => T;
  readonly #run: (out: T) => void;
  #tensor: T | null = null;

  constructor(shape: readonly number[], allot: (shape: readonly number[]) => T, run: (out: T) => void) {
    this.shape = shape;
    this.#allot = allot;
    this.#run = run;
  }

  get tensor(): T {
    return this.#tensor ?? this.writeTo(this.#allot(this.shape));
  }

  get hasRun(): boolean {
    return this.#tensor !== null;
  }

  /** Runs the operation, once. */
  writeTo(out: T): T {
    this.#tensor = out;
    this.#run(out);
    return out;
  }
}

/** Brings the numbers of `x` to `target`, which has the same extents. */
export function put<T>(ops: Ops<T>, x: Var<T>, target: T): void {
  if (x instanceof Made && !x.hasRun) x.writeTo(target);
  else ops.copy({ x: x.tensor }, target);
}

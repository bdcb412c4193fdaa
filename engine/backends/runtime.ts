/** What a family of backends gives the network: tensors and operations over them. */

import type { Region } from '../../model/plan/workspaces.ts';
import type { Plan } from '../../model/plan.ts';
import type { Ops } from '../ops/ops.ts';

/** Which way the walk goes. */
export type Way = 'forward' | 'backward';

export interface Runtime<T> {
  readonly ops: Ops<T>;
  /** A tensor that lives until it is released, zero at first. */
  create(shape: readonly number[]): T;
  /** A tensor for as long as one node runs; it holds nothing until written. */
  temporary(shape: readonly number[]): T;
  /** The tensors of a plan, by index; they hold nothing until written. May lie where those of plans that never run meanwhile do. */
  allot(plan: Plan, others?: Iterable<readonly T[]>): readonly T[];
  write(tensor: T, data: Float32Array): void;
  read(tensor: T): Promise<Float32Array>;
  /** The value is not needed any more; the tensor may be written again. */
  clear(tensor: T): void;
  release(tensor: T): void;
  /** Where operations are only noted when they are called: does all that is noted. */
  finish?(): void;
  /** Threads for which plans say where operations work; absent where the backend finds room for them itself. */
  readonly threads?: number;
  /** Operations work in this part of where the tensors of a plan lie from now on, or in `all` of it; `null`: where there is room. */
  workIn?(tensors: readonly T[], region: Region | 'all' | null): void;
  /** The walk runs the node of this layer now, `null`: none any more. For who takes the time. */
  enter?(layer: string | null, way: Way): void;
}

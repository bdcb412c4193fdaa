/** A layer with what the size of its workspace follows from. */
import type { GraphLayer } from '../graph.ts';
import { sizeOf } from '../shape.ts';
import { placeBytes, type Workspace } from './places.ts';

export type Shape = readonly number[];

export interface SizedLayer {
  readonly layer: GraphLayer;
  /** Extents of what flows in and out, batch first. */
  readonly inputs: readonly Shape[];
  readonly outputs: readonly Shape[];
  /** Numbers that are kept for backward, in a pass that has one, or else held while the layer runs. */
  readonly saved: number;
  readonly training: boolean;
  readonly threads: number;
}

export type Rule = (sized: SizedLayer) => Workspace;

/** The arguments as a layer has them by its spec. */
export const argumentsOf = <A>({ args }: GraphLayer): A => args as unknown as A;

/** One behind the other. */
export const plus = (a: Workspace, b: Workspace): Workspace => ({
  forward: a.forward + b.forward,
  backward: a.backward + b.backward,
});

/** Sums over rows, each thread's own before they are added: of the gradient of a bias. */
export const biasBytes = (units: number, threads: number): number => placeBytes(threads * units);

/** Extents with all that stands before the last `rank` axes and the channels in the place of the batch. */
export function foldedShape(shape: Shape, rank: number): Shape {
  const at = shape.length - rank - 1;
  return [sizeOf(shape.slice(0, at)), ...shape.slice(at)];
}

/** Copies of what flows in and out, where leading axes are part of the batch. */
export function foldedCopies({ inputs, outputs }: SizedLayer, rank: number): Workspace {
  if (inputs[0]?.length === rank + 2) return { forward: 0, backward: 0 };
  const copies = [...inputs, ...outputs].reduce((bytes, shape) => bytes + placeBytes(sizeOf(shape)), 0);
  return { forward: copies, backward: 2 * copies };
}

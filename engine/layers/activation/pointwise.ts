import type { ArgsOf, LayerSpec } from '../../../model/layers/spec.ts';
import type { Tape, Var } from '../../tape/tape.ts';
import { written } from '../../tape/written.ts';
import type { LayerRun } from '../layer-run.ts';

interface Pointwise<Args> {
  readonly value: <T>(t: Tape<T>, x: Var<T>, args: Args) => Var<T>;
  /** The derivative, of x or of y: whichever the spec keeps. */
  readonly slope: <T>(t: Tape<T>, kept: { readonly x: Var<T>; readonly y: Var<T> }, args: Args) => Var<T>;
}

/** A function element by element: dx = dy · slope. */
export const pointwise = <S extends LayerSpec<never> | object>({
  value,
  slope,
}: Pointwise<ArgsOf<S>>): LayerRun<ArgsOf<S>> =>
  written<S>({
    forward: ({ t, x, args }) => value(t, x, args),
    backward: ({ t, x, y, dy, args }) => ({ input: () => t.multiply(dy, slope(t, { x, y }, args)) }),
  });

/** min(x, 0). */
export const negativePart = <T>(t: Tape<T>, x: Var<T>): Var<T> => t.scale(t.relu(t.scale(x, -1)), -1);

/** 1 between `low` and `high`, 0 elsewhere and at both. */
export const between = <T>(t: Tape<T>, x: Var<T>, low: number, high: number): Var<T> =>
  t.multiply(t.step(t.affine(x, 1, -low)), t.step(t.affine(x, -1, high)));

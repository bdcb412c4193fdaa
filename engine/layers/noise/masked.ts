/** Layers that drop: the mask is a function of the place, so that backward draws the same one again. */
import type { ArgsOf, LayerSpec } from '../../../model/layers/spec.ts';
import type { Axis } from '../../../model/shape.ts';
import type { Place } from '../../random/philox.ts';
import type { Tape, Var } from '../../tape/tape.ts';
import { written } from '../../tape/written.ts';
import type { LayerRun } from '../layer-run.ts';

/** 0 with probability p, else 1/(1 − p). */
export function drawMask<T>(t: Tape<T>, shape: readonly number[], p: number, place: Place): Var<T> {
  const dropped = t.less(t.random('uniform', shape, place), t.fill(p, [1]));
  const kept = p < 1 ? 1 / (1 - p) : 0;
  return t.affine(dropped, -kept, kept);
}

interface Masked<Args> {
  readonly p: (args: Args) => number;
  /** Extents of the mask, 1 along axes that are dropped together. */
  readonly extents: (shape: readonly number[], axes: readonly Axis[], args: Args) => readonly number[];
}

export function masked<S extends LayerSpec<never> | object>({ p, extents }: Masked<ArgsOf<S>>): LayerRun<ArgsOf<S>> {
  return written<S>({
    forward({ t, x, args, inputAxes, training, place }) {
      return training ? t.multiply(x, drawMask(t, extents(x.shape, inputAxes[0], args), p(args), place)) : x;
    },
    backward: ({ t, x, dy, args, inputAxes, training, place }) => ({
      input: () => (training ? t.multiply(dy, drawMask(t, extents(x.shape, inputAxes[0], args), p(args), place)) : dy),
    }),
  });
}

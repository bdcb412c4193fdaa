import type { RegularizerRun } from './regularizer-run.ts';

/** Scales the incoming weights of each unit or filter by c/max(c, ‖w‖). */
export const max_norm: RegularizerRun = {
  project(t, w, units, args) {
    const bound = t.fill(args.max as number, [1]);
    const incoming = w.shape.flatMap((_, axis) => (axis === units ? [] : [axis]));
    const norm = t.sqrt(t.sum(t.square(w), incoming));
    return t.multiply(w, t.divide(bound, t.maximum(norm, bound)));
  },
};

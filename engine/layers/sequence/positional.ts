import type { layers } from '../../../model/layers/index.ts';
import type { Tape, Var } from '../../tape/tape.ts';
import { written } from '../../tape/written.ts';

/** Steps × features: sin(step/10000^(2i/features)) at 2i and its cosine at 2i + 1 (Vaswani et al., 2017). */
export function sinusoids(steps: number, features: number): Float32Array {
  const values = new Float32Array(steps * features);
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < features; i++) {
      const angle = step / 10000 ** ((i - (i % 2)) / features);
      values[step * features + i] = i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return values;
}

/** Of the networks of this process; a training asks for one table at every step. */
const tables = new Map<string, Float32Array>();

function encodings<T>(t: Tape<T>, shape: readonly number[]): Var<T> {
  const [steps, features] = shape.slice(-2);
  const key = `${steps}×${features}`;
  const table = tables.get(key) ?? sinusoids(steps, features);
  tables.set(key, table);
  return t.constant(table, [steps, features]);
}

export const positional = written<typeof layers.positional>({
  layouts: { weight: [0, 1] },
  forward: ({ t, x, weights: { weight } }) => t.add(x, weight ?? encodings(t, x.shape)),
  backward: ({ t, dy, weights: { weight } }) => ({
    input: () => dy,
    ...(weight === undefined ? {} : { weights: { weight: t.sumTo(dy, weight.shape) } }),
  }),
});

import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { Tape, Var } from '../../tape/tape.ts';

/** y = T·H + (1 − T)·x = x + T·(H − x) with H = f(transform), T = sigmoid(gate). */
export function gated<T>(
  t: Tape<T>,
  x: Var<T>,
  transform: Var<T>,
  gate: Var<T>,
  { activation }: Pick<ArgsOf<typeof layers.highway>, 'activation'>,
): Var<T> {
  const transformed = activation === 'relu' ? t.relu(transform) : t.tanh(transform);
  return t.add(x, t.multiply(t.sigmoid(gate), t.subtract(transformed, x)));
}

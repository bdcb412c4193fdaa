import type { Tape, Var } from './tape.ts';

/** One operation of an expression. `backward` gives the gradient of each input, written on a tape that records nothing. */
export interface Entry<T> {
  readonly inputs: readonly Var<T>[];
  readonly output: Var<T>;
  readonly backward: (t: Tape<T>, dy: Var<T>) => readonly (Var<T> | null)[];
}

/** Walks the entries back; a tensor that is used more than once sums what comes back from each use. */
export function propagate<T>(
  t: Tape<T>,
  entries: readonly Entry<T>[],
  seeds: readonly (readonly [output: Var<T>, seed: Var<T>])[],
  wanted: readonly Var<T>[],
): (Var<T> | null)[] {
  const found = new Map<Var<T>, Var<T>>();
  const add = (to: Var<T>, gradient: Var<T>) => {
    const before = found.get(to);
    found.set(to, before === undefined ? gradient : t.add(before, gradient));
  };
  const leading = leadsTo(entries, wanted);
  for (const [output, seed] of seeds) add(output, seed);
  for (const { inputs, output, backward } of entries.toReversed()) {
    const dy = found.get(output);
    if (dy === undefined || !leading.has(output)) continue;
    const gradients = backward(t, dy);
    inputs.forEach((input, i) => {
      const gradient = gradients[i];
      if (gradient !== null && leading.has(input)) add(input, gradient);
    });
  }
  return wanted.map((variable) => found.get(variable) ?? null);
}

/** The tensors that depend on something wanted: only their gradients are of use. */
function leadsTo<T>(entries: readonly Entry<T>[], wanted: readonly Var<T>[]): Set<Var<T>> {
  const leading = new Set(wanted);
  for (const { inputs, output } of entries) if (inputs.some((input) => leading.has(input))) leading.add(output);
  return leading;
}

/** What weights start at. Numbers depend on the seed and the weight's name alone: not on the backend, nor on edits elsewhere. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { GraphWeight } from '../../model/graph.ts';
import type { Runs } from '../coverage.ts';
import { fillNormal } from '../random/philox.ts';

type Fan = { readonly in: number; readonly out: number };

/** Standard deviation of a weight by its fan. */
const deviations: { readonly [I in Runs<'initializer'>]: (fan: Fan, args: Call['args']) => number } = {
  he: (fan) => Math.sqrt(2 / fan.in),
  xavier: (fan) => Math.sqrt(2 / (fan.in + fan.out)),
  gaussian: (_, args) => args.std as number,
};

/** A stable number for a name (FNV-1a, Fowler, Noll and Vo). */
export function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** The first values of a weight, in PyTorch's layout. */
export function initialValues(weight: GraphWeight, init: Call, seed: number): Float32Array {
  const shape = weight.shape as readonly number[];
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  if (weight.role !== 'weight') return values.fill(weight.start ?? 0);
  const deviation = deviations[init.name as Runs<'initializer'>](weight.fan as Fan, init.args);
  fillNormal(values, { seed, purpose: 'init', index: nameHash(weight.name) });
  for (let i = 0; i < values.length; i++) values[i] *= deviation;
  return values;
}

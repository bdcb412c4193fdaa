/** What weights start at. Numbers depend on the seed and the weight's name alone: not on the backend, nor on edits elsewhere. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { GraphWeight } from '../../model/graph.ts';
import { sizeOf } from '../../model/shape.ts';
import { completeCall } from '../complete-call.ts';
import type { Runs } from '../coverage.ts';
import type { InitializerRun, Weight } from './initializer-run.ts';
import { orthogonal } from './orthogonal.ts';
import { gaussian, he, lecun, uniform, xavier } from './scaled.ts';

const initializers: { readonly [I in Runs<'initializer'>]: InitializerRun } = {
  zeros: (values) => values.fill(0),
  constant: (values, _, { value }) => values.fill(value as number),
  gaussian,
  uniform,
  xavier,
  he,
  lecun,
  orthogonal,
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
  const values = new Float32Array(sizeOf(shape));
  if (weight.role !== 'weight') return values.fill(weight.start ?? 0);
  const { name, args } = completeCall('initializer', init);
  const place = { seed, purpose: 'init', index: nameHash(weight.name) } as const;
  initializers[name as Runs<'initializer'>](values, { shape, fan: weight.fan as Weight['fan'], place }, args);
  return values;
}

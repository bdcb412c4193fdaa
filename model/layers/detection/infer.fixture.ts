/** Runs the shape rule of a layer with defaults filled in, and applies fixes to arguments. */
import { defaults, resolve, type Value } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { product, type Shape, sum } from '../../shape.ts';
import { type LayerName, layerSpec } from '../index.ts';
import type { Inferred } from '../spec.ts';

type Given = Readonly<Record<string, Value>>;

export function infer(
  layer: LayerName,
  inputs: readonly (Shape | null)[],
  given: Given = {},
  tensors: Readonly<Record<string, Shape | null>> = {},
): Inferred {
  const spec = layerSpec(layer);
  const args = resolve({ ...defaults(spec.args), ...given } as Given);
  return spec.infer({ inputs, args: args as never, tensors });
}

/** Learned numbers of a layer. */
export const params = ({ weights = [] }: Inferred) => sum(weights.map(({ shape }) => product(shape)));

export const weightShapes = ({ weights = [] }: Inferred) =>
  Object.fromEntries(weights.map(({ name, shape }) => [name, shape.join('×')]));

/** The arguments after each fix of kind `set`, by its title; a lone number stands for every side. */
export function fixed({ fixes }: Fault, given: Given): [title: string, args: Given][] {
  const sides: Readonly<Record<string, number>> = { kernel: 2, pad: 4 };
  return fixes.flatMap((fix) => {
    if (fix.kind !== 'set') return [];
    const value = JSON.parse(fix.value) as Value;
    const all = sides[fix.argument];
    return [[fix.title, { ...given, [fix.argument]: all === undefined ? value : Array(all).fill(value) }]];
  });
}

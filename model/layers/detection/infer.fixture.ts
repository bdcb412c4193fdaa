/** Heads on several inputs, for tests of their shape rules. */
import type { Value } from '../../catalog/arguments.ts';
import type { Shape } from '../../shape.ts';
import type { LayerName } from '../index.ts';
import { inferCall } from '../infer.fixture.ts';
import type { Inferred } from '../spec.ts';

export { paramsOf as params } from '../infer.fixture.ts';

export const infer = (
  layer: LayerName,
  inputs: readonly (Shape | null)[],
  args: Readonly<Record<string, Value>> = {},
  tensors: Readonly<Record<string, Shape | null>> = {},
): Inferred => inferCall({ layer, inputs, args, tensors });

/** Shapes of weights by name: `out×in`. */
export const weightShapes = ({ weights = [] }: Inferred) =>
  Object.fromEntries(weights.map(({ name, shape }) => [name, shape.join('×')]));

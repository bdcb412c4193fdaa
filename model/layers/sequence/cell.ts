/** What the cells share: one step of a recurrence, its state given by name. */
import { bool, int, tensor } from '../../catalog/arguments.ts';
import { product } from '../../shape.ts';
import { needsVector } from '../dense/linear.ts';
import { lastExtent, repeats, withLast } from '../features.ts';
import type { InferContext, Inferred } from '../spec.ts';
import { cellWeights, type Kept } from './recurrent.ts';
import { stateFault } from './state.ts';

export const cellArguments = {
  units: int('Features of the state.', { min: 1 }),
  h: tensor('The state of the step before.', { required: true }),
  bias: bool('Whether both products add learned constants.', { default: true }),
};

export function inferCell(
  layer: string,
  gates: number,
  kept: readonly Kept[],
  states: readonly ('h' | 'c')[],
  { inputs, args, tensors = {} }: InferContext<typeof cellArguments>,
): Inferred {
  const input = inputs[0] ?? null;
  const { units, bias } = args;
  const wrong = needsVector(layer, input);
  const output = wrong === null ? withLast(input, units) : null;
  const outputs = states.length > 1 ? { outputs: states.map((port) => ({ port, shape: output })) } : {};
  if (wrong !== null) return { output, ...outputs, faults: [wrong] };
  const features = lastExtent(input);
  return {
    output,
    ...outputs,
    weights: cellWeights(gates, features, units, bias),
    saved: kept.map(({ name, blocks }) => ({
      name,
      shape: [repeats(input), product([blocks, units])],
      perSample: true,
    })),
    macs: features === null || units === null ? null : product([repeats(input), gates * units * (features + units)]),
    global: true,
    faults: states.flatMap((state) => stateFault(layer, state, tensors[state], output, true) ?? []),
  };
}

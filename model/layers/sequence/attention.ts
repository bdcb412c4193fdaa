import { bool, float, int, tensor } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import { describeShape, type Extent, product, type Shape } from '../../shape.ts';
import { nearestDivisors } from '../divisors.ts';
import { defineLayer, type Inferred, type WeightSpec } from '../spec.ts';
import { needsSequence, sequenceOf } from './steps.ts';

export const attention = defineLayer({
  name: 'attention',
  doc: "Multi-head attention: softmax(Q Kᵀ/√d) V in each head, d = dim/heads, then a projection. Without `memory` the steps attend to each other; with it queries come from the input, keys and values from the memory. Weights as in PyTorch's MultiheadAttention. `macs` counts the learned projections; Q Kᵀ and the product with V have no weights and are not in it.",
  source: 'Vaswani et al., 2017',
  example: 'attention(8)',
  args: {
    heads: int('Into how many heads the features are divided.', { min: 1 }),
    dim: int('Features of queries, keys and values over all heads; 0: as many as the input has.', {
      min: 0,
      default: 0,
    }),
    bias: bool('Whether projections add learned constants.', { default: true }),
    dropout: float('Probability that an attention weight is dropped in training.', { min: 0, max: 1, default: 0 }),
    causal: bool('Whether a step sees only itself and earlier steps.', { default: false }),
    memory: tensor('Steps that keys and values are made from; the input itself when not given.'),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args, tensors = {} }): Inferred {
    const input = inputs[0] ?? null;
    const { memory } = tensors;
    const wrong = needsSequence('attention', input, true) ?? memoryFault(memory);
    if (wrong !== null) return { output: input, faults: [wrong] };
    const { leading, steps, features } = sequenceOf(input);
    const source = memory === undefined ? { steps, features } : sequenceOf(memory);
    const dim = args.dim === 0 ? features : args.dim;
    const faults = [headsFault(args.heads, dim, args.dim === 0, input), causalFault(args.causal, memory !== undefined)];
    const found = faults.filter((fault) => fault !== null);
    return {
      output: input,
      weights: projections(features, source.features, dim, args.bias),
      saved: [
        { name: 'query', shape: [...leading.extents, steps, dim], perSample: true },
        { name: 'key', shape: [...leading.extents, source.steps, dim], perSample: true },
        { name: 'value', shape: [...leading.extents, source.steps, dim], perSample: true },
        { name: 'weights', shape: [...leading.extents, args.heads, steps, source.steps], perSample: true },
        { name: 'context', shape: [...leading.extents, steps, dim], perSample: true },
      ],
      macs: macs(leading.extents, { steps, features }, source, dim),
      global: true,
      ...(found.length === 0 ? {} : { faults: found }),
      arithmetic:
        args.heads === null || dim === null ? [] : [`${dim}/${args.heads} = ${dim / args.heads} features a head`],
    };
  },
});

interface Side {
  readonly steps: Extent;
  readonly features: Extent;
}

/** Queries and output for each step of the input, keys and values for each of the memory. */
function macs(leading: readonly Extent[], input: Side, memory: Side, dim: Extent): Extent {
  const own = product([2, input.steps, input.features, dim]);
  const others = product([2, memory.steps, memory.features, dim]);
  return own === null || others === null ? null : product([...leading, own + others]);
}

/** One matrix for queries, keys and values where all are made from as many features, else three. */
function projections(features: Extent, memory: Extent, dim: Extent, bias: boolean | null): readonly WeightSpec[] {
  const triple = product([3, dim]);
  const matrix = (name: string, rows: Extent, columns: Extent, out = rows): WeightSpec => ({
    name,
    shape: [rows, columns],
    role: 'weight',
    fan: { in: columns, out },
  });
  const constant = (name: string, rows: Extent): WeightSpec => ({ name, shape: [rows], role: 'bias', start: 0 });
  return [
    ...(features === memory
      ? [matrix('in_proj_weight', triple, features, dim)]
      : [
          matrix('q_proj_weight', dim, features),
          matrix('k_proj_weight', dim, memory),
          matrix('v_proj_weight', dim, memory),
        ]),
    ...(bias === false ? [] : [constant('in_proj_bias', triple)]),
    matrix('out_proj.weight', features, dim),
    ...(bias === false ? [] : [constant('out_proj.bias', features)]),
  ];
}

function memoryFault(memory: Shape | null | undefined): Fault | null {
  const wrong = memory == null ? null : needsSequence('attention: memory', memory, true);
  return wrong === null ? null : { ...wrong, argument: 'memory', fixes: [] };
}

function headsFault(heads: number | null, dim: Extent, isInput: boolean, input: Shape | null): Fault | null {
  if (heads === null || dim === null || dim % heads === 0) return null;
  const near = nearestDivisors(dim, heads, 4);
  const fixes = near.map((n): Fix => {
    const title = `Set heads=${n} ⟶ ${n} heads of ${dim / n} features, ${describeShape(input)}`;
    return { kind: 'set', title, argument: 'heads', value: `${n}` };
  });
  const what = isInput ? `${dim} features` : `dim=${dim}`;
  const message = `attention: ${what} do${isInput ? '' : 'es'} not divide among ${heads} heads: ${dim}/${heads} = ${(dim / heads).toFixed(2)}. Heads that divide ${dim} are ${near.join(', ')}.`;
  return { code: 'heads-do-not-divide', severity: 'error', argument: 'heads', message, fixes };
}

function causalFault(causal: boolean | null, hasMemory: boolean): Fault | null {
  if (causal !== true || !hasMemory) return null;
  const message =
    'attention: causal=true hides later steps of the memory, which is another sequence: its steps have no order against those of the input.';
  const fixes = [{ kind: 'set' as const, title: 'Set causal=false', argument: 'causal', value: 'false' }];
  return { code: 'causal-memory', severity: 'warning', argument: 'causal', message, fixes };
}

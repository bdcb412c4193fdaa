/** What rnn, lstm and gru share: arguments, PyTorch's weights, multiply-adds, states. */
import { bool, float, int, oneOf, tensor } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { type Extent, items, product, type Shape, sequence, vector, withLeading } from '../../shape.ts';
import type { InferContext, Inferred, SavedSpec, WeightSpec } from '../spec.ts';
import { stateFault } from './state.ts';
import { needsSequence, sequenceOf } from './steps.ts';

/** More are not stacked. */
const MOST_LAYERS = 64;

export const recurrentArguments = {
  units: int('Features of the state, and of the output in each direction.', { min: 1 }),
  layers: int('How many are stacked, each running over the output of the one before.', {
    min: 1,
    max: MOST_LAYERS,
    default: 1,
  }),
  bidirectional: bool('Whether a second one runs from the last step to the first; the outputs stand side by side.', {
    default: false,
  }),
  return: oneOf(
    'What comes out.',
    {
      all: 'The state at every step.',
      last: 'The last state of each direction (the backward one has then seen the first step), as a vector.',
    },
    { default: 'all' },
  ),
  dropout: float('Probability that an element is dropped between stacked layers.', { min: 0, max: 1, default: 0 }),
  bias: bool('Whether both products add learned constants.', { default: true }),
  h0: tensor('The state before the first step; zeros when not given. Of the shape of the output h.'),
};

type RecurrentArguments = typeof recurrentArguments;

export interface Cell {
  readonly layer: string;
  /** Blocks of `units` rows in the weights: 4 in an lstm, for the gates i, f, g, o. */
  readonly gates: number;
  /** The states by port and the argument each starts from. */
  readonly states: readonly { readonly port: string; readonly argument: string }[];
  /** What each step leaves for backward beside its state, in blocks of `units` numbers. */
  readonly kept: readonly Kept[];
}

export interface Kept {
  readonly name: string;
  readonly blocks: number;
}

export function inferRecurrent(cell: Cell, context: InferContext<RecurrentArguments>): Inferred {
  const { args, tensors = {} } = context;
  const input = context.inputs[0] ?? null;
  const wrong = needsSequence(cell.layer, input);
  if (wrong !== null) return { output: null, faults: [wrong] };
  const { leading, steps, features } = sequenceOf(input);
  const { units, layers, bidirectional, bias } = args;
  const directions = bidirectional === null ? null : bidirectional ? 2 : 1;
  const wide = product([units, directions]);
  const state = stateShape(units, product([layers, directions]));
  const whole = args.return === null ? null : args.return === 'all' ? sequence(steps, wide) : vector(wide);
  const output = whole === null ? null : withLeading(leading, whole);
  const outputs = [
    { port: 'output', shape: output },
    ...cell.states.map(({ port }) => ({ port, shape: state === null ? null : withLeading(leading, state) })),
  ];
  const misfits = cell.states.flatMap(({ argument }) => {
    const expected = state === null ? null : withLeading(leading, state);
    const fault = stateFault(cell.layer, argument, tensors[argument], expected, layers === 1 && directions === 1);
    return fault === null ? [] : [fault];
  });
  const idle = idleDropout(cell.layer, args.dropout, layers);
  const faults = idle === null ? misfits : [...misfits, idle];
  if (layers === null || layers > MOST_LAYERS || directions === null)
    return { output, outputs, weights: [], macs: null, global: true, faults };
  const weights = stackedWeights(cell.gates, features, units, layers, directions, bias);
  const each = productsOf(weights);
  return {
    output,
    outputs,
    weights,
    saved: savedStates([...leading.extents, steps], units, cell.kept, layers, directions, args.return === 'last'),
    macs: product([...leading.extents, steps, each]),
    global: true,
    faults,
    arithmetic: [`${steps ?? '?'} steps · ${each ?? '?'} multiply-adds a step`],
  };
}

/** What is kept of each layer and direction, and the states of the layers whose output is not itself kept. */
function savedStates(
  steps: readonly Extent[],
  units: Extent,
  kept: readonly Kept[],
  layers: number,
  directions: number,
  isLast: boolean,
): readonly SavedSpec[] {
  const saved = (name: string, blocks: number): SavedSpec => ({
    name,
    shape: [...steps, product([blocks, units])],
    perSample: true,
  });
  const each = suffixes(layers, directions).flatMap(({ suffix }) =>
    kept.map(({ name, blocks }) => saved(`${name}${suffix}`, blocks)),
  );
  const hidden = Array.from({ length: isLast ? layers : layers - 1 }, (_, i) => saved(`hidden_l${i}`, directions));
  return [...each, ...hidden];
}

/** `_l0`, with `_reverse` for the second direction: how PyTorch ends the names of each layer and direction, in its order. */
export const suffixes = (layers: number, directions: number) =>
  Array.from({ length: layers }, (_, layer) =>
    (directions === 2 ? ['', '_reverse'] : ['']).map((reverse) => ({ layer, suffix: `_l${layer}${reverse}` })),
  ).flat();

/** Multiply-adds of one step: every matrix is used once. */
function productsOf(weights: readonly WeightSpec[]): Extent {
  let total = 0;
  for (const { role, shape } of weights) {
    const count = role === 'weight' ? product(shape) : 0;
    if (count === null) return null;
    total += count;
  }
  return total;
}

/** One state is a vector; those of several layers and directions are items × units, in PyTorch's order. */
function stateShape(units: Extent, count: Extent): Shape | null {
  if (count === null) return null;
  return count === 1 ? vector(units) : items(count, units);
}

/** `weight_ih_l0` and so on. */
const stackedWeights = (
  gates: number,
  features: Extent,
  units: Extent,
  layers: number,
  directions: number,
  bias: boolean | null,
): readonly WeightSpec[] =>
  suffixes(layers, directions).flatMap(({ layer, suffix }) =>
    cellWeights(gates, layer === 0 ? features : product([units, directions]), units, bias, suffix),
  );

/** The two products of a cell: with the input, and with the state of the step before. */
export function cellWeights(
  gates: number,
  inputs: Extent,
  units: Extent,
  bias: boolean | null,
  suffix = '',
): readonly WeightSpec[] {
  const rows = product([gates, units]);
  const matrix = (name: string, columns: Extent): WeightSpec => ({
    name: `${name}${suffix}`,
    shape: [rows, columns],
    role: 'weight',
    fan: { in: columns, out: units },
  });
  const constant = (name: string): WeightSpec => ({ name: `${name}${suffix}`, shape: [rows], role: 'bias', start: 0 });
  const matrices = [matrix('weight_ih', inputs), matrix('weight_hh', units)];
  return bias === false ? matrices : [...matrices, constant('bias_ih'), constant('bias_hh')];
}

function idleDropout(layer: string, dropout: number | null, layers: number | null): Fault | null {
  if (layers !== 1 || dropout === null || dropout === 0) return null;
  const message = `${layer} drops between stacked layers; with layers=1 there is nothing between, and dropout=${dropout} does nothing. Put dropout(${dropout}) behind it instead.`;
  const set = (argument: string, value: string) => ({
    kind: 'set' as const,
    title: `Set ${argument}=${value}`,
    argument,
    value,
  });
  return {
    code: 'dropout-without-layers',
    severity: 'warning',
    argument: 'dropout',
    message,
    fixes: [set('dropout', '0'), set('layers', '2')],
  };
}

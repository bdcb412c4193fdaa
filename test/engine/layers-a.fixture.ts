/** Layers that slide over nothing, as PyTorch runs them: `scripts/fixtures/layers_a.py` writes the cases. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Backend } from '../../engine/backends/backend.ts';
import type { Numbers } from '../../engine/network/network.ts';
import { GraphBuilder } from '../../model/build.ts';
import { defaults, type Value } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import { type LayerName, layerSpec } from '../../model/layers/index.ts';
import type { Axis } from '../../model/shape.ts';
import type { Comparison } from './comparison.fixture.ts';

interface Written {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Inputs without the batch, outputs with it; weights in PyTorch's layout. */
export interface Case {
  readonly layer: LayerName;
  readonly args: Readonly<Record<string, Value>>;
  /** The arguments that the last inputs are. */
  readonly tensors?: readonly string[];
  readonly training: boolean;
  readonly count: number;
  readonly inputs: readonly (Written & { readonly axes: readonly Axis[]; readonly gradient: readonly number[] })[];
  readonly outputs: readonly (Written & { readonly upstream: readonly number[] })[];
  readonly weights: Readonly<Record<string, Written & { readonly gradient: readonly number[] }>>;
  readonly statistics: Readonly<Record<string, Written & { readonly after: readonly number[] }>>;
}

export const { cases } = JSON.parse(readFileSync(new URL('fixtures/layers-a.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

/** The layer behind an `identity` for every input, so that it may write in place. */
function graphOf({ layer, args, inputs, outputs, count, tensors: names = [] }: Case): Graph {
  const builder = new GraphBuilder('Case');
  const before = inputs.map(({ axes, shape }, i) => {
    builder.input(`x${i}`, { axes, extents: shape });
    builder.add({ id: `before${i}`, layer: 'identity', args: {}, inputs: [`x${i}`] });
    return `before${i}`;
  });
  const all = { ...defaults(layerSpec(layer).args), ...args } as Record<string, Value>;
  const flowing = before.length - names.length;
  const tensors = Object.fromEntries(names.map((name, i) => [name, before[flowing + i]]));
  const given = names.length === 0 ? {} : { tensors };
  const built = builder.add({ id: 'layer', layer, args: all, inputs: before.slice(0, flowing), ...given });
  assert.deepEqual(built.faults, []);
  assert.equal(built.outputs.length, outputs.length);
  return builder.finish({ batch: count, outputs: built.outputs });
}

const numbers = ({ shape, data }: Written): Numbers => ({ shape, data: Float32Array.from(data) });

/** Outputs, gradients of inputs and weights, and running statistics. */
export async function passOf(backend: Backend, given: Case): Promise<readonly Comparison[]> {
  const graph = graphOf(given);
  const network = await backend.createNetwork({
    graph,
    batch: given.count,
    seed: 1,
    init: { name: 'he', args: {} },
    loss: [],
    regularizers: [],
    optimizer: { name: 'sgd', args: { lr: 0, momentum: 0 } },
  });
  const stored = Object.entries({ ...given.weights, ...given.statistics });
  await network.setWeights(new Map(stored.map(([name, written]) => [`layer.${name}`, numbers(written)])));
  const { outputs, inputGradients, weightGradients } = await network.pass({
    inputs: Object.fromEntries(given.inputs.map(({ data }, i) => [`x${i}`, Float32Array.from(data)])),
    count: given.count,
    training: given.training,
    upstream: Object.fromEntries(graph.outputs.map((name, i) => [name, Float32Array.from(given.outputs[i].upstream)])),
  });
  const found: Comparison[] = [];
  const add = (what: string, numbers: Numbers | undefined, expected: readonly number[], shape?: readonly number[]) => {
    if (shape !== undefined) assert.deepEqual(numbers?.shape, shape, what);
    found.push({ what, found: numbers?.data ?? [], expected });
  };
  graph.outputs.forEach((name, i) => {
    add(name, outputs.get(name), given.outputs[i].data, given.outputs[i].shape);
  });
  given.inputs.forEach(({ gradient }, i) => {
    add(`the gradient of input ${i}`, inputGradients.get(`x${i}`), gradient);
  });
  assert.equal(weightGradients.size, Object.keys(given.weights).length);
  for (const [name, { shape, gradient }] of Object.entries(given.weights))
    add(`the gradient of ${name}`, weightGradients.get(`layer.${name}`), gradient, shape);
  const after = await network.weights();
  for (const [name, statistic] of Object.entries(given.statistics))
    add(name, after.get(`layer.${name}`), statistic.after);
  network.dispose();
  return found;
}

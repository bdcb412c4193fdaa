/** The engine against PyTorch: outputs, gradients and running statistics of every layer that slides over nothing. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Backend } from '../../engine/backends/backend.ts';
import { openBackend } from '../../engine/backends/open.ts';
import { activationRuns } from '../../engine/layers/activation/index.ts';
import { denseRuns } from '../../engine/layers/dense/index.ts';
import { noiseRuns } from '../../engine/layers/noise/index.ts';
import { normalizationRuns } from '../../engine/layers/normalization/index.ts';
import { structureRuns } from '../../engine/layers/structure/index.ts';
import type { Numbers } from '../../engine/network/network.ts';
import { GraphBuilder } from '../../model/build.ts';
import { defaults, type Value } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import { type LayerName, layerSpec } from '../../model/layers/index.ts';
import type { Axis } from '../../model/shape.ts';

interface Written {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Inputs without the batch, outputs with it; weights in PyTorch's layout. */
interface Case {
  readonly layer: LayerName;
  readonly args: Readonly<Record<string, Value>>;
  readonly training: boolean;
  readonly count: number;
  readonly inputs: readonly (Written & { readonly axes: readonly Axis[]; readonly gradient: readonly number[] })[];
  readonly outputs: readonly (Written & { readonly upstream: readonly number[] })[];
  readonly weights: Readonly<Record<string, Written & { readonly gradient: readonly number[] }>>;
  readonly statistics: Readonly<Record<string, Written & { readonly after: readonly number[] }>>;
}

const { cases } = JSON.parse(readFileSync(new URL('fixtures/layers-a.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

/** The layer behind an `identity` for every input, so that it may write in place. */
function graphOf({ layer, args, inputs, outputs, count }: Case): Graph {
  const builder = new GraphBuilder('Case');
  const before = inputs.map(({ axes, shape }, i) => {
    builder.input(`x${i}`, { axes, extents: shape });
    builder.add({ id: `before${i}`, layer: 'identity', args: {}, inputs: [`x${i}`] });
    return `before${i}`;
  });
  const all = { ...defaults(layerSpec(layer).args), ...args } as Record<string, Value>;
  const built = builder.add({ id: 'layer', layer, args: all, inputs: before });
  assert.deepEqual(built.faults, []);
  assert.equal(built.outputs.length, outputs.length);
  return builder.finish({ batch: count, outputs: built.outputs });
}

/** Largest difference, and what is allowed: |a − b| ≤ relative · max|b| + absolute. */
interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

function assertClose(found: ArrayLike<number>, expected: readonly number[], tolerance: Tolerance, what: string): void {
  assert.equal(found.length, expected.length, what);
  const most = expected.reduce((scale, value) => Math.max(scale, Math.abs(value)), 0);
  expected.forEach((value, i) => {
    const isClose = Math.abs(found[i] - value) <= tolerance.relative * most + tolerance.absolute;
    assert.ok(isClose, `${what}[${i}] is ${found[i]}, PyTorch has ${value}`);
  });
}

const numbers = ({ shape, data }: Written): Numbers => ({ shape, data: Float32Array.from(data) });

async function check(backend: Backend, given: Case, tolerance: Tolerance): Promise<void> {
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
  graph.outputs.forEach((name, i) => {
    const found = outputs.get(name);
    assert.deepEqual(found?.shape, given.outputs[i].shape);
    assertClose(found?.data ?? [], given.outputs[i].data, tolerance, name);
  });
  given.inputs.forEach(({ gradient }, i) => {
    assertClose(inputGradients.get(`x${i}`)?.data ?? [], gradient, tolerance, `the gradient of input ${i}`);
  });
  assert.equal(weightGradients.size, Object.keys(given.weights).length);
  for (const [name, { shape, gradient }] of Object.entries(given.weights)) {
    const found = weightGradients.get(`layer.${name}`);
    assert.deepEqual(found?.shape, shape, name);
    assertClose(found?.data ?? [], gradient, tolerance, `the gradient of ${name}`);
  }
  const after = await network.weights();
  for (const [name, statistic] of Object.entries(given.statistics))
    assertClose(after.get(`layer.${name}`)?.data ?? [], statistic.after, tolerance, name);
  network.dispose();
}

/** The reference computes in float64, and gives its numbers as float32. */
const tolerances = {
  reference: { relative: 2e-7, absolute: 1e-9 },
  cpu: { relative: 1e-4, absolute: 1e-6 },
} as const;

it('PyTorch is asked about every layer of these families', () => {
  const families = { ...activationRuns, ...denseRuns, ...noiseRuns, ...normalizationRuns, ...structureRuns };
  const asked = new Set<string>(cases.map(({ layer }) => layer));
  assert.deepEqual(
    Object.keys(families).filter((layer) => !asked.has(layer)),
    [],
  );
});

for (const name of ['reference', 'cpu'] as const) {
  describe(`layers on ${name}, against PyTorch`, () => {
    let backend: Backend;

    before(async () => {
      backend = await openBackend(name, { allowSoftware: false });
    });

    after(() => backend.dispose());

    for (const [i, given] of cases.entries()) {
      const shapes = given.inputs.map(({ shape }) => shape.join('×')).join(', ');
      it(`${given.layer} ${JSON.stringify(given.args)} of ${shapes} (${i})`, () =>
        check(backend, given, tolerances[name]));
    }
  });
}

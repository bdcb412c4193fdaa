/** Convolutions, pools and resizings against PyTorch: outputs and every gradient, with weights as PyTorch has them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openBackend } from '../../engine/backends/open.ts';
import type { Network } from '../../engine/network/network.ts';
import { makeNetwork } from '../../engine/network/small-net.fixture.ts';
import { GraphBuilder } from '../../model/build.ts';
import { defaults, type Value } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import { type LayerName, layerSpec } from '../../model/layers/index.ts';
import { image, type Shape, sequence, volume } from '../../model/shape.ts';

interface Case {
  readonly layer: LayerName;
  readonly args: Readonly<Record<string, Value>>;
  readonly batch: number;
  readonly inputs: readonly (readonly number[])[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly output: { readonly shape: readonly number[]; readonly data: readonly number[] };
  readonly inputGradients: readonly (readonly number[])[];
  readonly weightGradients: Readonly<Record<string, readonly number[]>>;
}

const { cases } = JSON.parse(readFileSync(new URL('fixtures/layers-b.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** As `wave` in `scripts/fixtures/layers_b.py`: multiples of 2⁻¹⁶. */
const wave = (shape: readonly number[], phase: number) =>
  Float32Array.from(
    { length: sizeOf(shape) },
    (_, i) => Math.floor(65536 * Math.sin(12.9898 * (i + 1) + phase) + 0.5) / 65536,
  );

const shapeOf = (extents: readonly number[]): Shape => {
  const [a, b, c, d] = extents;
  return extents.length === 2 ? sequence(a, b) : extents.length === 3 ? image(a, b, c) : volume(a, b, c, d);
};

/** The layer behind inputs `x0`, `x1`; a second one is an argument, or what flows back into the pool of the first. */
function graphOf({ layer, args, inputs, batch }: Case): Graph {
  const builder = new GraphBuilder('Case');
  inputs.forEach((extents, i) => {
    builder.input(`x${i}`, shapeOf(extents));
  });
  const add = (id: string, name: LayerName, given: Case['args'], from: string, tensors?: Record<string, string>) => {
    const all = { ...defaults(layerSpec(name).args), ...given };
    builder.add({ id, layer: name, args: all, inputs: [from], ...(tensors === undefined ? {} : { tensors }) });
  };
  if (layer === 'maxunpool') {
    add('pool', 'maxpool', args, 'x0');
    add('layer', layer, {}, 'x1', { of: 'pool' });
  } else add('layer', layer, args, 'x0', inputs.length > 1 ? { to: 'x1' } : undefined);
  return builder.finish({ batch });
}

/** The largest error, in parts of the largest value. */
function assertClose(found: ArrayLike<number>, expected: readonly number[], tolerance: number, what: string): number {
  assert.equal(found.length, expected.length, what);
  const most = expected.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  let worst = 0;
  for (let i = 0; i < found.length; i++) {
    const error = Math.abs(found[i] - expected[i]);
    assert.ok(error <= tolerance * most + tolerance / 100, `${what}[${i}] is ${found[i]}, should be ${expected[i]}`);
    worst = Math.max(worst, most === 0 ? 0 : error / most);
  }
  return worst;
}

/** Float32 is what a network gives back; the reference computes in float64. */
const tolerances = { reference: 2e-7, cpu: 1e-4 } as const;

for (const [name, tolerance] of Object.entries(tolerances) as ['reference' | 'cpu', number][]) {
  describe(`${name} against PyTorch`, () => {
    for (const [number, known] of cases.entries()) {
      it(`runs ${known.layer} as PyTorch does (case ${number + 1})`, async () => {
        const backend = await openBackend(name, { allowSoftware: false });
        const graph = graphOf(known);
        const network: Network = await makeNetwork(backend, graph, { loss: [], batch: known.batch });
        try {
          const weights = Object.entries(known.weights).map(
            ([weight, shape], i) => [`layer.${weight}`, { shape, data: wave(shape, 3 + i) }] as const,
          );
          await network.setWeights(new Map(weights));
          const inputs = Object.fromEntries(
            known.inputs.map((extents, i) => [`x${i}`, wave([known.batch, ...extents], i)]),
          );
          const upstream = { layer: wave(known.output.shape, 2) };
          const pass = await network.pass({ inputs, count: known.batch, training: true, upstream });
          const output = pass.outputs.get('layer');
          assert.deepEqual(output?.shape, known.output.shape);
          assertClose(output?.data ?? [], known.output.data, tolerance, 'y');
          for (const [i, gradient] of known.inputGradients.entries())
            assertClose(pass.inputGradients.get(`x${i}`)?.data ?? [], gradient, tolerance, `dx${i}`);
          for (const [weight, gradient] of Object.entries(known.weightGradients))
            assertClose(pass.weightGradients.get(`layer.${weight}`)?.data ?? [], gradient, tolerance, `d${weight}`);
        } finally {
          network.dispose();
          await backend.dispose();
        }
      });
    }
  });
}

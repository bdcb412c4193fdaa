/** Layers that slide, pool and resize, as PyTorch runs them: `scripts/fixtures/layers_b.py` writes the cases. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Backend } from '../../engine/backends/backend.ts';
import { makeNetwork } from '../../engine/network/small-net.fixture.ts';
import { GraphBuilder } from '../../model/build.ts';
import { defaults, type Value } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import { type LayerName, layerSpec } from '../../model/layers/index.ts';
import { image, type Shape, sequence, sizeOf, volume } from '../../model/shape.ts';
import type { Comparison } from './comparison.fixture.ts';

export interface Case {
  readonly layer: LayerName;
  readonly args: Readonly<Record<string, Value>>;
  readonly batch: number;
  readonly inputs: readonly (readonly number[])[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly output: { readonly shape: readonly number[]; readonly data: readonly number[] };
  readonly inputGradients: readonly (readonly number[])[];
  readonly weightGradients: Readonly<Record<string, readonly number[]>>;
}

export const { cases } = JSON.parse(readFileSync(new URL('fixtures/layers-b.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

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

/** The output and every gradient. */
export async function passOf(backend: Backend, known: Case): Promise<readonly Comparison[]> {
  const network = await makeNetwork(backend, graphOf(known), { loss: [], batch: known.batch });
  try {
    const weights = Object.entries(known.weights).map(
      ([weight, shape], i) => [`layer.${weight}`, { shape, data: wave(shape, 3 + i) }] as const,
    );
    await network.setWeights(new Map(weights));
    const inputs = Object.fromEntries(known.inputs.map((extents, i) => [`x${i}`, wave([known.batch, ...extents], i)]));
    const upstream = { layer: wave(known.output.shape, 2) };
    const pass = await network.pass({ inputs, count: known.batch, training: true, upstream });
    const output = pass.outputs.get('layer');
    assert.deepEqual(output?.shape, known.output.shape);
    return [
      { what: 'y', found: output?.data ?? [], expected: known.output.data },
      ...known.inputGradients.map((expected, i) => ({
        what: `dx${i}`,
        found: pass.inputGradients.get(`x${i}`)?.data ?? [],
        expected,
      })),
      ...Object.entries(known.weightGradients).map(([weight, expected]) => ({
        what: `d${weight}`,
        found: pass.weightGradients.get(`layer.${weight}`)?.data ?? [],
        expected,
      })),
    ];
  } finally {
    network.dispose();
  }
}

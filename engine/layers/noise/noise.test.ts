/** What is dropped together, how often, and that nothing is in evaluation. */
import assert from 'node:assert/strict';
import { GraphBuilder } from '../../../model/build.ts';
import { defaults, type Value } from '../../../model/catalog/arguments.ts';
import { layerSpec } from '../../../model/layers/index.ts';
import { image, type Shape, sequence, vector } from '../../../model/shape.ts';
import { referenceTensors } from '../../backends/tensors.fixture.ts';
import { runLayer } from '../layer-harness.fixture.ts';
import type { RunnableLayer } from '../layer-run.ts';

const BATCH = 40;

/** What the layer makes of ones, and of a gradient of ones. */
async function ofOnes(layer: RunnableLayer, shape: Shape, args: Record<string, Value>, training = true) {
  const builder = new GraphBuilder('Noise');
  builder.input('x', shape);
  const all = { ...defaults(layerSpec(layer).args), ...args } as Record<string, Value>;
  const { entry } = builder.add({ id: 'layer', layer, args: all, inputs: ['x'] });
  const size = (extents: readonly (number | null)[] | null) =>
    (extents ?? []).reduce<number>((a, b) => a * (b ?? 0), 1);
  const ones = (count: number) => new Float64Array(count).fill(1);
  const values = Object.fromEntries(entry.weights.map((weight) => [weight.name.slice(6), ones(size(weight.shape))]));
  const graph = builder.finish({ batch: BATCH });
  const { outputs, gradients } = await runLayer(
    referenceTensors,
    { title: layer, graph, batch: BATCH, flat: [] },
    { ...values, x: ones(BATCH * size(shape.extents)), dy: ones(BATCH * size(entry.output)) },
    training,
  );
  return { y: Array.from(outputs.y), dx: Array.from(gradients.x) };
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;

describe('noise', () => {
  it('of spatial_dropout is the same at all pixels of a channel and in backward, and leaves the mean alone', async () => {
    const { y, dx } = await ofOnes('spatial_dropout', image(3, 2, 5), { p: 0.25 });
    for (const [i, value] of y.entries()) {
      const channel = i % 5;
      assert.equal(value, y[Math.floor(i / 30) * 30 + channel]);
      assert.ok(value === 0 || value === 1 / 0.75);
    }
    assert.deepEqual(dx, y);
    assert.ok(Math.abs(mean(y) - 1) < 0.15, `${mean(y)}`);
  });

  it('of spatial_dropout is the same at all steps of a sequence', async () => {
    const { y } = await ofOnes('spatial_dropout', sequence(4, 3), { p: 0.5 });
    for (const [i, value] of y.entries()) assert.equal(value, y[Math.floor(i / 12) * 12 + (i % 3)]);
    assert.ok(y.includes(0) && y.includes(2));
  });

  it('of stochastic_depth takes whole samples, or the batch', async () => {
    const { y, dx } = await ofOnes('stochastic_depth', vector(7), { p: 0.5 });
    for (const [i, value] of y.entries()) assert.equal(value, y[Math.floor(i / 7) * 7]);
    assert.ok(y.includes(0) && y.includes(2));
    assert.deepEqual(dx, y);
    const whole = await ofOnes('stochastic_depth', vector(7), { p: 0.5, per: 'batch' });
    assert.equal(new Set(whole.y).size, 1);
  });

  it('of gaussian_noise has the deviation that is asked for, and passes the gradient on', async () => {
    const { y, dx } = await ofOnes('gaussian_noise', vector(100), { std: 0.5 });
    assert.ok(Math.abs(mean(y) - 1) < 0.03);
    assert.ok(Math.abs(Math.sqrt(mean(y.map((value) => (value - 1) ** 2))) - 0.5) < 0.02);
    assert.ok(dx.every((value) => value === 1));
  });

  it('of dropconnect drops weights of each sample by itself, and not the bias', async () => {
    const { y } = await ofOnes('dropconnect', vector(1), { units: 20, p: 0.5 });
    assert.deepEqual([...new Set(y)].toSorted(), [1, 3]);
    assert.notDeepEqual(y.slice(0, 20), y.slice(20, 40));
    assert.ok(Math.abs(mean(y) - 2) < 0.1, `${mean(y)}`);
  });

  it('of p=1 leaves nothing', async () => {
    for (const layer of ['spatial_dropout', 'stochastic_depth'] as const)
      assert.ok((await ofOnes(layer, vector(3), { p: 1 })).y.every((value) => value === 0));
  });

  it('rests in evaluation', async () => {
    for (const layer of ['spatial_dropout', 'stochastic_depth', 'gaussian_noise'] as const) {
      const { y, dx } = await ofOnes(layer, vector(9), {}, false);
      assert.ok([...y, ...dx].every((value) => value === 1));
    }
    const { y } = await ofOnes('dropconnect', vector(3), { units: 2, p: 0.5 }, false);
    assert.ok(y.every((value) => value === 4));
  });
});

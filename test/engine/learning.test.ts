/** Losses and whole steps of learning against PyTorch, on the reference and on the backend that is always there. */
import assert from 'node:assert/strict';
import * as tfjs from '@tensorflow/tfjs-core';
import type { Backend } from '../../engine/backends/backend.ts';
import { openBackend } from '../../engine/backends/open.ts';
import { referenceRuntime } from '../../engine/backends/reference/runtime.ts';
import type { Runtime } from '../../engine/backends/runtime.ts';
import { tfjsRuntime } from '../../engine/backends/tfjs/runtime.ts';
import { completeCall } from '../../engine/complete-call.ts';
import type { Batch, Target } from '../../engine/data/batch.ts';
import { lossRun } from '../../engine/losses/index.ts';
import type { Network, NetworkOptions } from '../../engine/network/network.ts';
import { Scratch } from '../../engine/network/scratch.ts';
import { chain } from '../../model/zoo.fixture.ts';
import { assertMet, inWords, type LossCase, learning, type TrainingCase, tolerances } from './learning.fixture.ts';

function targetOf({ kind, values }: LossCase['target']): Target {
  return kind === 'classes' ? { kind, values: Int32Array.from(values) } : { kind, values: Float32Array.from(values) };
}

/** The loss of a batch and its gradient with respect to the scores. */
async function judge<T>(runtime: Runtime<T>, { call, shape, scores, target }: LossCase) {
  const scratch = new Scratch(runtime);
  const made = [runtime.create(shape), runtime.create([1]), runtime.create(shape)] as const;
  const [input, result, gradient] = made;
  runtime.write(input, Float32Array.from(scores));
  lossRun(call.name).run({
    ops: runtime.ops,
    args: completeCall('loss', call).args,
    scores: input,
    shape,
    target: targetOf(target),
    parties: { data: 'The data', model: 'the model' },
    result,
    gradient,
    factor: 1 / shape[0],
    temporary: scratch.take,
  });
  scratch.release();
  const found = { loss: (await runtime.read(result))[0] / shape[0], gradient: await runtime.read(gradient) };
  for (const tensor of made) runtime.release(tensor);
  return found;
}

const { network: net } = learning;
const graph = chain([net.inputs], [['dense', { units: net.hidden }], ['relu'], ['dense', { units: net.outputs }]]);
const shapes = new Map(graph.layers.flatMap(({ weights }) => weights.map(({ name, shape }) => [name, shape] as const)));

const batch = (step: number): Batch => ({
  count: net.batch,
  inputs: { x: Float32Array.from(net.x[step]) },
  targets: { dense2: { kind: 'numbers', values: Float32Array.from(net.targets[step]) } },
});

async function networkOf(backend: Backend, settings: Partial<NetworkOptions>): Promise<Network> {
  const network = await backend.createNetwork({
    graph,
    batch: net.batch,
    seed: 1,
    init: { name: 'he', args: {} },
    loss: [{ call: { name: 'l2_distance', args: {} }, weight: 1 }],
    regularizers: [],
    optimizer: { name: 'sgd', args: {} },
    ...settings,
  });
  const start = Object.entries(net.start).map(
    ([name, data]) => [name, { shape: shapes.get(name) as number[], data: Float32Array.from(data) }] as const,
  );
  await network.setWeights(new Map(start));
  return network;
}

const titleOf = ({ optimizer, regularizers, clip, ...rest }: TrainingCase['settings']) =>
  [
    inWords(optimizer),
    ...regularizers.map(inWords),
    ...(clip === undefined ? [] : [`clip ${inWords(clip)}`]),
    ...(Object.keys(rest).length === 0 ? [] : [JSON.stringify(rest)]),
  ].join(' + ');

for (const name of ['reference', 'cpu'] as const) {
  const tolerance = tolerances[name];

  describe(`PyTorch's numbers on ${name}`, () => {
    let backend: Backend;
    const held = () => (name === 'cpu' ? tfjs.memory().numTensors : 0);

    before(async () => {
      backend = await openBackend(name, { allowSoftware: false });
    });

    after(() => backend.dispose());

    for (const lossCase of learning.losses) {
      it(`are met by ${inWords(lossCase.call)} on ${lossCase.target.kind} and ${lossCase.shape.join('×')}`, async () => {
        const before = held();
        const run = () => (name === 'cpu' ? judge(tfjsRuntime(tfjs), lossCase) : judge(referenceRuntime, lossCase));
        const { loss, gradient } = await run();
        assertMet([loss], [lossCase.loss], tolerance, 'loss');
        assertMet(gradient, lossCase.gradient, tolerance, 'gradient');
        assert.equal(held(), before);
      });
    }

    for (const { settings, steps, weights } of learning.trainings) {
      it(`are met in three steps of ${titleOf(settings)}`, async () => {
        const before = held();
        const network = await networkOf(backend, settings);
        for (const [i, step] of steps.entries()) {
          const found = await network.trainStep(batch(i), i + 1);
          assertMet([found.loss, found.regularization], [step.loss, step.regularization], tolerance, `step ${i + 1}`);
          if (step.norm === undefined) assert.equal(found.gradientNorm, undefined);
          else assertMet([found.gradientNorm ?? Number.NaN], [step.norm], tolerance, 'norm');
        }
        const found = await network.weights();
        for (const [key, expected] of Object.entries(weights)) {
          assertMet(found.get(key)?.data ?? [], expected, tolerance, key);
        }
        network.dispose();
        assert.equal(held(), before);
      });
    }

    for (const { optimizer, passes } of learning.minimized) {
      it(`are met in three passes of ${inWords(optimizer)}`, async () => {
        const before = held();
        const network = await networkOf(backend, { optimizer, regularizers: [{ name: 'l2', args: { weight: 0.01 } }] });
        const whole = async () => (await network.gradientStep(batch(0), 1)).loss;
        for (const [i, pass] of passes.entries()) {
          const { loss } = await network.minimize(whole);
          assertMet([loss], [pass.loss], tolerances.cpu, `loss of pass ${i + 1}`);
          const found = await network.weights();
          for (const [key, expected] of Object.entries(pass.weights))
            assertMet(found.get(key)?.data ?? [], expected, tolerances.cpu, `pass ${i + 1}: ${key}`);
        }
        network.dispose();
        assert.equal(held(), before);
      });
    }
  });
}

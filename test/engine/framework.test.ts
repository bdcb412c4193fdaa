/** The engine against another framework: losses, gradients, updates and running statistics that TensorFlow has computed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Backend } from '../../engine/backends/backend.ts';
import { openBackend } from '../../engine/backends/open.ts';
import { classBatch, countCorrect } from '../../engine/data/class-batch.ts';
import type { Numbers, NumbersByName } from '../../engine/network/network.ts';
import type { Call } from '../../model/catalog/arguments.ts';
import { chain } from '../../model/zoo.fixture.ts';

interface Written {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface Trained {
  readonly steps: readonly { readonly loss: number; readonly regularization: number; readonly correct: number }[];
  /** Of the first step. */
  readonly gradients: Readonly<Record<string, Written>>;
  readonly weights: Readonly<Record<string, Written>>;
  readonly state: Readonly<Record<string, Written>>;
  readonly scores: Written;
}

interface Fixture {
  readonly images: Written;
  readonly labels: readonly (readonly number[])[];
  readonly start: Readonly<Record<string, Written>>;
  readonly sgd: Trained;
  readonly adam: Trained;
}

const fixture = JSON.parse(readFileSync(new URL('fixtures/small-net.json', import.meta.url), 'utf8')) as Fixture;

/** The network that `scripts/fixtures/small_net.py` writes out. */
const graph = chain(
  [8, 7, 2],
  [
    ['conv', { filters: 4, kernel: [3, 3], pad: [1, 1, 1, 1], bias: false }],
    ['batchnorm'],
    ['relu'],
    ['maxpool', { window: [2, 2], stride: [2, 2] }],
    ['conv', { filters: 3, kernel: [2, 3], stride: [1, 2], pad: [1, 0, 0, 2] }],
    ['relu'],
    ['avgpool', { window: [2, 2], stride: [1, 1] }],
    ['flatten'],
    ['dense', { units: 6 }],
    ['relu'],
    ['dense', { units: 5 }],
  ],
);

const optimizers: { readonly [O in 'sgd' | 'adam']: Call } = {
  sgd: { name: 'sgd', args: { lr: 0.05, momentum: 0.9 } },
  adam: { name: 'adam', args: { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 } },
};

const numbers = ({ shape, data }: Written): Numbers => ({ shape, data: Float32Array.from(data) });

const labels = (step: number) => Int32Array.from(fixture.labels[step]);

const batch = (step: number) => {
  const size = fixture.images.data.length / fixture.labels.length;
  return classBatch(graph, Float32Array.from(fixture.images.data.slice(size * step, size * (step + 1))), labels(step));
};

function assertClose(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string): void {
  assert.equal(found.length, expected.length, what);
  for (let i = 0; i < found.length; i++) {
    const error = Math.abs(found[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
    assert.ok(error < tolerance, `${what}[${i}] is ${found[i]}, TensorFlow has ${expected[i]}`);
  }
}

function assertAll(found: NumbersByName, expected: Readonly<Record<string, Written>>, tolerance: number): void {
  assert.deepEqual([...found.keys()].sort(), Object.keys(expected).sort());
  for (const [name, { shape, data }] of found) {
    assert.deepEqual(shape, expected[name].shape, name);
    assertClose(data, expected[name].data, tolerance, name);
  }
}

for (const [name, tolerance] of [
  // Read back as float32.
  ['reference', 1e-7],
  ['cpu', 1e-5],
] as const) {
  describe(`TensorFlow's numbers on ${name}`, () => {
    let backend: Backend;

    before(async () => {
      backend = await openBackend(name, { allowSoftware: false });
    });

    after(() => backend.dispose());

    for (const optimizer of ['sgd', 'adam'] as const) {
      it(`are met in three steps of ${optimizer}`, async () => {
        const network = await backend.createNetwork({
          graph,
          batch: 4,
          seed: 1,
          init: { name: 'he', args: {} },
          loss: [{ call: { name: 'softmax', args: {} }, weight: 1 }],
          regularizers: [{ name: 'l2', args: { weight: 0.01 } }],
          optimizer: optimizers[optimizer],
        });
        const start = Object.entries(fixture.start).map(([key, value]) => [key, numbers(value)] as const);
        await network.setWeights(new Map(start));
        const expected = fixture[optimizer];
        for (const [i, step] of expected.steps.entries()) {
          const found = await network.trainStep(batch(i), i + 1);
          assertClose([found.loss, found.regularization], [step.loss, step.regularization], tolerance, `step ${i + 1}`);
          assert.equal(countCorrect(found.outputs.dense2, labels(i)), step.correct);
          if (i === 0) assertAll(await network.gradients(), expected.gradients, tolerance);
        }
        assertAll(await network.weights(), expected.weights, 10 * tolerance);
        assertAll(await network.optimizerState(), expected.state, 10 * tolerance);
        const scores = await network.predict(batch(0).inputs, 4);
        assertClose(scores.get('dense2')!.data, expected.scores.data, 10 * tolerance, 'scores');
        network.dispose();
      });
    }
  });
}

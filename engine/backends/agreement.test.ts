/** Every backend of this machine against the float64 reference: every layer forward and backward, and whole trainings. */
import assert from 'node:assert/strict';
import type { Call } from '../../model/catalog/arguments.ts';
import { layerCases, runnableLayers } from '../layers/layer-cases.fixture.ts';
import { randomValues, runLayer, type Values } from '../layers/layer-harness.fixture.ts';
import type { Network } from '../network/network.ts';
import { call, makeNetwork, smallNet, someBatch } from '../network/small-net.fixture.ts';
import type { Backend } from './backend.ts';
import { type AnyRuntime, findCandidates, openCandidate } from './candidates.fixture.ts';
import { referenceBackend } from './reference/backend.ts';
import { referenceTensors, tensorsOf } from './tensors.fixture.ts';

/** What float32 leaves of a number, relative to the largest of its tensor. */
const TOLERANCE = 2e-5;

function assertClose(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string): void {
  assert.equal(found.length, expected.length, what);
  const scale = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (let i = 0; i < found.length; i++) {
    const error = Math.abs(found[i] - expected[i]);
    assert.ok(error <= tolerance * scale, `${what}[${i}] is ${found[i]}, should be ${expected[i]}`);
  }
}

const optimizers: readonly { readonly optimizer: Call; readonly regularizers: readonly Call[] }[] = [
  { optimizer: call('sgd', { lr: 0.05, momentum: 0.9 }), regularizers: [] },
  {
    optimizer: call('adam', { lr: 1e-2, beta1: 0.9, beta2: 0.999, eps: 1e-8 }),
    regularizers: [call('l2', { weight: 1e-2 })],
  },
];

/** Five steps, the last on a smaller batch, with what each leaves behind. */
async function train(network: Network) {
  const losses: number[] = [];
  for (let step = 1; step <= 5; step++) {
    const { loss, regularization } = await network.trainStep(someBatch(step < 5 ? 4 : 3, step), step);
    losses.push(loss, regularization);
  }
  const batch = someBatch(2, 99);
  const { lossSum } = await network.evaluate(batch);
  const scores = (await network.predict(batch.inputs, batch.count)).get('dense2')!.data;
  const found = { losses, lossSum, scores, weights: await network.weights(), state: await network.optimizerState() };
  network.dispose();
  return found;
}

for (const { name, reason, slow } of await findCandidates()) {
  describe(`${name} against the reference`, () => {
    if (reason !== null) {
      it(`is not compared on this machine, and says why: ${reason}`, () => assert.match(reason, /^\S+ \S+ .*\.$/));
      return;
    }
    let backend: Backend;
    let runtime: AnyRuntime;

    before(async () => {
      ({ backend, runtime } = await openCandidate(name));
    });

    after(() => backend.dispose());

    for (const layer of runnableLayers) {
      it(`runs ${layer} forward and backward`, async function () {
        this.timeout(120_000);
        const tensors = tensorsOf(runtime);
        for (const layerCase of layerCases(layer, slow ? 2 : 12)) {
          const values = randomValues(layerCase);
          for (const training of [true, false]) {
            const expected = await runLayer(referenceTensors, layerCase, values, training);
            const found = await runLayer(tensors, layerCase, values, training);
            const { title } = layerCase;
            const compare = (a: Values, b: Values, what: string) => {
              assert.deepEqual(Object.keys(a), Object.keys(b));
              for (const key of Object.keys(b)) assertClose(a[key], b[key], TOLERANCE, `${title}: ${what}${key}`);
            };
            compare(found.outputs, expected.outputs, '');
            compare(found.gradients, expected.gradients, 'd');
            compare(found.weights, expected.weights, '');
          }
        }
      });
    }

    // On a GPU the drivers are free to take a NaN for a number.
    if (name === 'cpu')
      it('has a NaN wherever the reference has one, so that it is found', async function () {
        this.timeout(120_000);
        const lost: string[] = [];
        for (const layerCase of runnableLayers.flatMap((layer) => layerCases(layer, 4))) {
          const values = randomValues(layerCase);
          // Where nothing flows in, or words, which are whole numbers, there is no NaN to lose.
          if (values.x?.every(Number.isInteger) ?? true) continue;
          values.x[0] = Number.NaN;
          const expected = await runLayer(referenceTensors, layerCase, values, true);
          const found = await runLayer(tensorsOf(runtime), layerCase, values, true);
          const same = { ...found.outputs, ...found.gradients };
          for (const [key, numbers] of Object.entries({ ...expected.outputs, ...expected.gradients })) {
            if (numbers.some((value, i) => Number.isNaN(value) && !Number.isNaN(same[key][i])))
              lost.push(`${layerCase.title}: ${key}`);
          }
        }
        assert.deepEqual(lost, []);
      });

    for (const settings of optimizers) {
      it(`trains with ${settings.optimizer.name}`, async function () {
        this.timeout(120_000);
        const expected = await train(await makeNetwork(referenceBackend, smallNet(), settings));
        const found = await train(await makeNetwork(backend, smallNet(), settings));
        assertClose(found.losses, expected.losses, 1e-4, 'loss');
        assertClose([found.lossSum], [expected.lossSum], 1e-4, 'validation loss');
        assertClose(found.scores, expected.scores, 1e-3, 'scores');
        for (const [weight, { data }] of expected.weights)
          assertClose(found.weights.get(weight)!.data, data, 1e-3, weight);
        for (const [state, { data }] of expected.state) assertClose(found.state.get(state)!.data, data, 1e-3, state);
      });
    }
  });
}

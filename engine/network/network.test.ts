import assert from 'node:assert/strict';
import type { Backend } from '../backends/backend.ts';
import { findCandidates } from '../backends/candidates.fixture.ts';
import { openBackend } from '../backends/open.ts';
import { classBatch, countCorrect } from '../data/class-batch.ts';
import type { Network, NumbersByName } from './network.ts';
import { call, makeNetwork, smallNet, someBatch } from './small-net.fixture.ts';

async function steps(network: Network, from: number, to: number): Promise<number[]> {
  const losses: number[] = [];
  for (let step = from; step <= to; step++) {
    losses.push((await network.trainStep(someBatch(4, step), step)).loss);
  }
  return losses;
}

const adam = { optimizer: call('adam', { lr: 1e-2, beta1: 0.9, beta2: 0.999, eps: 1e-8 }) };
const bits = (numbers: NumbersByName) => new Map([...numbers].map(([name, { data }]) => [name, [...data]]));

const candidates = (await findCandidates()).filter(({ reason, slow }) => reason === null && !slow);

for (const name of ['reference', ...candidates.map((candidate) => candidate.name)] as const) {
  describe(`a network on ${name}`, () => {
    let backend: Backend;

    before(async () => {
      backend = await openBackend(name, { allowSoftware: false });
    });

    after(() => backend.dispose());

    it('learns: a batch seen again and again is known by heart', async () => {
      const network = await makeNetwork(backend, smallNet(), adam);
      const batch = someBatch(4);
      const first = await network.trainStep(batch, 1);
      for (let step = 2; step <= 120; step++) await network.trainStep(batch, step);
      const { lossSum, outputs } = await network.evaluate(batch);
      network.dispose();
      assert.ok(lossSum / 4 < first.loss / 10, `${lossSum / 4} after ${first.loss}`);
      assert.equal(countCorrect(outputs.dense2, batch.labels), 4);
    });

    it('gives the same curve and weights, bit for bit, for the same seed', async () => {
      const found = [];
      for (let i = 0; i < 2; i++) {
        const network = await makeNetwork(backend, smallNet(), adam);
        found.push({ losses: await steps(network, 1, 4), weights: bits(await network.weights()) });
        network.dispose();
      }
      assert.deepEqual(found[1], found[0]);
    });

    it('gives another curve for another seed', async () => {
      const one = await makeNetwork(backend, smallNet());
      const two = await makeNetwork(backend, smallNet(), { seed: 6 });
      assert.notDeepEqual(await steps(one, 1, 2), await steps(two, 1, 2));
      one.dispose();
      two.dispose();
    });

    it('goes on from saved weights and optimizer state as if it had never stopped', async () => {
      const whole = await makeNetwork(backend, smallNet(), adam);
      await steps(whole, 1, 3);
      const resumed = await makeNetwork(backend, smallNet(), { ...adam, seed: 5 });
      await resumed.setWeights(await whole.weights());
      await resumed.setOptimizerState(await whole.optimizerState());
      const [expected, found] = [await steps(whole, 4, 6), await steps(resumed, 4, 6)];
      whole.dispose();
      resumed.dispose();
      // The reference computes in float64 and saves in float32.
      const tolerance = name === 'reference' ? 1e-6 : 0;
      expected.forEach((loss, i) => {
        assert.ok(Math.abs(found[i] - loss) <= tolerance, `${found[i]} where ${loss} was`);
      });
    });

    it('takes a smaller batch and a single sample', async () => {
      const network = await makeNetwork(backend, smallNet());
      for (const count of [4, 3, 1]) {
        const batch = someBatch(count);
        const { loss } = await network.trainStep(batch, 1);
        assert.ok(Number.isFinite(loss), `${loss} for ${count}`);
        assert.deepEqual((await network.predict(batch.inputs, count)).get('dense2')!.shape, [count, 3]);
      }
      network.dispose();
    });

    it('adds λΣw² of weights, and not of biases and normalization, to the loss', async () => {
      const network = await makeNetwork(backend, smallNet(), { regularizers: [call('l2', { weight: 0.5 })] });
      const weights = await network.weights();
      const decayed = ['conv1.weight', 'conv2.weight', 'dense1.weight', 'dense2.weight'];
      const squares = decayed.flatMap((key) => [...weights.get(key)!.data]).reduce((sum, w) => sum + w * w, 0);
      const { regularization } = await network.trainStep(someBatch(4), 1);
      network.dispose();
      assert.ok(Math.abs(regularization - 0.5 * squares) < 1e-4 * squares, `${regularization} for ${0.5 * squares}`);
    });

    it('names the first layer that is not finite and leaves the weights alone', async () => {
      const network = await makeNetwork(backend, smallNet());
      const weights = new Map(await network.weights());
      const { shape, data } = weights.get('conv2.weight')!;
      weights.set('conv2.weight', { shape, data: data.map(() => Number.POSITIVE_INFINITY) });
      await network.setWeights(weights);
      const { loss, nonFinite } = await network.trainStep(someBatch(4), 1);
      const after = bits(await network.weights());
      network.dispose();
      assert.ok(!Number.isFinite(loss));
      assert.equal(nonFinite, 'conv2');
      assert.deepEqual(after.get('dense2.weight'), bits(weights).get('dense2.weight'));
    });
  });
}

describe('a network', () => {
  let backend: Backend;

  before(async () => {
    backend = await openBackend('reference', { allowSoftware: false });
  });

  const refusal = async (change: (weights: Map<string, { shape: readonly number[]; data: Float32Array }>) => void) => {
    const network = await makeNetwork(backend, smallNet());
    const weights = new Map(await network.weights());
    change(weights);
    const result = network.setWeights(weights).then(
      () => 'accepted',
      (error: Error) => error.message,
    );
    return result;
  };

  it('keeps its weights under PyTorch names and shapes, running statistics included', async () => {
    const network = await makeNetwork(backend, smallNet());
    const shapes = [...(await network.weights())].map(([name, { shape }]) => `${name} ${shape.join('×')}`);
    assert.deepEqual(shapes, [
      'conv1.weight 4×2×3×3',
      'batchnorm1.weight 4',
      'batchnorm1.bias 4',
      'batchnorm1.running_mean 4',
      'batchnorm1.running_var 4',
      'conv2.weight 3×4×2×3',
      'conv2.bias 3',
      'dense1.weight 8×6',
      'dense1.bias 8',
      'dense2.weight 3×8',
      'dense2.bias 3',
    ]);
  });

  it('refuses weights that lack one, naming it', async () => {
    const message = await refusal((weights) => weights.delete('dense1.bias'));
    assert.equal(message, 'The weights have no dense1.bias; the model needs it with shape 8.');
  });

  it('refuses weights of another shape, naming both', async () => {
    const message = await refusal((weights) =>
      weights.set('conv2.weight', { shape: [3, 4, 3, 2], data: new Float32Array(72) }),
    );
    assert.equal(message, 'conv2.weight is 3×4×3×2 in the weights and 3×4×2×3 in the model.');
  });

  it('refuses a label that the model has no output for', async () => {
    const network = await makeNetwork(backend, smallNet());
    const batch = classBatch(smallNet(), someBatch(2).inputs.x, Int32Array.of(0, 3));
    await assert.rejects(network.trainStep(batch, 1), /a label 3, but the model has 3 outputs, 0 to 2/);
  });
});

import assert from 'node:assert/strict';
import { openCpu } from '../backends/cpu/backend.ts';
import { referenceBackend } from '../backends/reference/backend.ts';
import type { Network } from './network.ts';
import { call, makeNetwork, smallNet, someBatch } from './small-net.fixture.ts';

const average = call('ema', { decay: 0.5 });

/** The weights after each of so many steps, with the average after the last. */
async function follow(network: Network, from: number, to: number) {
  const steps: Map<string, Float32Array>[] = [];
  const plain = async () => new Map([...(await network.weights())].map(([name, { data }]) => [name, data]));
  for (let step = from; step <= to; step++) {
    await network.trainStep(someBatch(4, step), step);
    steps.push(await plain());
  }
  return { steps, averaged: await network.averaged(plain), after: await plain() };
}

describe('the average of the weights', () => {
  it('is a running mean that starts at the first, running statistics among it', async () => {
    const network = await makeNetwork(referenceBackend, smallNet(), { average });
    const { steps, averaged } = await follow(network, 1, 3);
    network.dispose();
    // (1 + t)/(10 + t) at steps 2 and 3 is below the decay.
    const decays = [3 / 12, 4 / 13];
    for (const name of ['conv1.weight', 'dense2.bias', 'batchnorm1.running_var']) {
      const of = (step: number) => steps[step].get(name) ?? new Float32Array();
      const found = averaged.get(name) ?? new Float32Array();
      found.forEach((value, i) => {
        let expected = of(0)[i];
        decays.forEach((decay, k) => {
          expected = decay * expected + (1 - decay) * of(k + 1)[i];
        });
        assert.ok(Math.abs(value - expected) < 1e-6, `${name}[${i}] is ${value}, should be ${expected}`);
      });
    }
  });

  it('is what an evaluation within goes by, and leaves the weights as they were', async () => {
    const network = await makeNetwork(referenceBackend, smallNet(), { average });
    const { steps, averaged, after } = await follow(network, 1, 4);
    assert.deepEqual(after, steps.at(-1));
    assert.notDeepEqual(averaged.get('conv1.weight'), after.get('conv1.weight'));
    const batch = someBatch(4, 9);
    const own = (await network.evaluate(batch)).lossSum;
    const theirs = await network.averaged(async () => (await network.evaluate(batch)).lossSum);
    await assert.rejects(network.averaged(() => Promise.reject(new Error('stopped'))));
    assert.equal((await network.evaluate(batch)).lossSum, own);
    const alone = await makeNetwork(referenceBackend, smallNet());
    const shapes = await network.weights();
    await alone.setWeights(
      new Map([...averaged].map(([name, data]) => [name, { shape: shapes.get(name)?.shape ?? [], data }])),
    );
    assert.ok(Math.abs((await alone.evaluate(batch)).lossSum - theirs) < 1e-5);
    assert.notEqual(theirs, own);
    network.dispose();
    alone.dispose();
  });

  it('is the weights themselves before the first step, and where none is kept', async () => {
    for (const settings of [{ average }, {}]) {
      const network = await makeNetwork(referenceBackend, smallNet(), settings);
      const weights = [...(await network.weights())];
      assert.deepEqual([...(await network.averaged(() => network.weights()))], weights);
      network.dispose();
    }
  });

  it('goes on from a checkpoint', async () => {
    const whole = await makeNetwork(referenceBackend, smallNet(), { average });
    await follow(whole, 1, 3);
    const resumed = await makeNetwork(referenceBackend, smallNet(), { average });
    await resumed.setWeights(await whole.weights());
    await resumed.setOptimizerState(await whole.optimizerState());
    const [expected, found] = [await follow(whole, 4, 5), await follow(resumed, 4, 5)];
    for (const [name, data] of expected.averaged) {
      found.averaged.get(name)?.forEach((value, i) => {
        assert.ok(Math.abs(value - data[i]) < 1e-5, `${name}[${i}]`);
      });
    }
    whole.dispose();
    resumed.dispose();
  });

  it('leaves no tensor behind', async () => {
    const backend = await openCpu();
    const before = backend.machine.places;
    const network = await makeNetwork(backend, smallNet(), { average });
    await follow(network, 1, 2);
    const held = backend.machine.places;
    await follow(network, 3, 6);
    assert.equal(backend.machine.places, held);
    network.dispose();
    assert.equal(backend.machine.places, before);
    await backend.dispose();
  });
});

import assert from 'node:assert/strict';
import { referenceBackend } from '../backends/reference/backend.ts';
import { lessonsOf } from './lessons.ts';
import { call, makeNetwork, smallNet, someBatch } from './small-net.fixture.ts';

const plain = (numbers: ReadonlyMap<string, { readonly data: Float32Array }>) =>
  new Map([...numbers].map(([name, { data }]) => [name, [...data]]));

describe('which weights learn', () => {
  it('is all of them, and how fast the last pattern that matches says', () => {
    const { scales, frozen } = lessonsOf(smallNet(), { lrScale: { '*': 0.5, 'conv*': 0.25, 'conv2.bias': 2 } });
    assert.equal(scales.get('dense1.weight'), 0.5);
    assert.equal(scales.get('conv1.weight'), 0.25);
    assert.equal(scales.get('conv2.bias'), 2);
    assert.equal(scales.has('batchnorm1.running_mean'), false);
    assert.equal(frozen.size, 0);
    assert.deepEqual([...new Set(lessonsOf(smallNet(), {}).scales.values())], [1]);
  });

  it('is what train_only means, by id of a layer or name of a weight', () => {
    const { scales, frozen } = lessonsOf(smallNet(), { trainOnly: ['dense2', '*.bias'] });
    assert.deepEqual(
      [...scales.keys()],
      ['batchnorm1.bias', 'conv2.bias', 'dense1.bias', 'dense2.weight', 'dense2.bias'],
    );
    assert.deepEqual([...frozen], []);
    assert.deepEqual([...lessonsOf(smallNet(), { trainOnly: ['dense2'] }).frozen], ['batchnorm1']);
  });

  it('leaves the rest as it is, statistics too, and keeps nothing for it', async () => {
    const network = await makeNetwork(referenceBackend, smallNet(), { trainOnly: ['dense2.*'] });
    const before = plain(await network.weights());
    await network.trainStep(someBatch(4), 1);
    const after = plain(await network.weights());
    const changed = [...before.keys()].filter((name) => String(before.get(name)) !== String(after.get(name)));
    assert.deepEqual(changed, ['dense2.weight', 'dense2.bias']);
    const state = await network.optimizerState();
    assert.deepEqual([...state.keys()], ['dense2.weight:velocity', 'dense2.bias:velocity']);
    network.dispose();
  });

  it('may be changed: what was frozen learns again', async () => {
    const settings = { loss: [{ call: call('softmax'), weight: 1 }], regularizers: [], optimizer: call('sgd') };
    const network = await makeNetwork(referenceBackend, smallNet(), { ...settings, trainOnly: ['dense2.*'] });
    network.configure(settings);
    const before = plain(await network.weights());
    await network.trainStep(someBatch(4), 1);
    const after = plain(await network.weights());
    for (const name of ['conv1.weight', 'batchnorm1.running_var', 'dense1.bias'])
      assert.notDeepEqual(after.get(name), before.get(name), name);
    network.dispose();
  });

  it('does not change how a frozen normalization answers', async () => {
    const free = await makeNetwork(referenceBackend, smallNet());
    const frozen = await makeNetwork(referenceBackend, smallNet(), { trainOnly: ['dense2.*'] });
    const loss = async (network: typeof free) => (await network.trainStep(someBatch(4), 1)).loss;
    assert.notEqual(await loss(frozen), await loss(free));
    free.dispose();
    frozen.dispose();
  });

  it('is nobody where the norm of the gradients is not finite', async () => {
    // A penalty whose gradient is finite, and whose square is beyond float64.
    const rules = { regularizers: [call('l2', { weight: 1e300 })], clip: call('norm', { max: 1 }) };
    const network = await makeNetwork(referenceBackend, smallNet(), rules);
    await network.gradientStep(someBatch(4), 1);
    const before = plain(await network.weights());
    assert.deepEqual(await network.update(1), { gradientNorm: Number.POSITIVE_INFINITY });
    assert.deepEqual(plain(await network.weights()), before);
    network.dispose();
  });

  it('tells the norm of the gradients where it is asked', async () => {
    const network = await makeNetwork(referenceBackend, smallNet());
    await network.gradientStep(someBatch(4), 1);
    const squares = [...(await network.gradients()).values()].flatMap(({ data }) => [...data]).map((g) => g * g);
    const norm = Math.sqrt(squares.reduce((a, b) => a + b, 0));
    const { gradientNorm } = await network.update(1, { measureNorm: true });
    assert.ok(Math.abs((gradientNorm ?? 0) / norm - 1) < 1e-6, `${gradientNorm} for ${norm}`);
    network.dispose();
  });
});

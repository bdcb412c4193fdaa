import assert from 'node:assert/strict';
import { referenceBackend } from '../backends/reference/backend.ts';
import { call, makeNetwork, smallNet, someBatch } from './small-net.fixture.ts';
import { statisticsOf } from './statistics.ts';

describe('what a batch looks like in every layer', () => {
  it('is the mean, the deviation and the share of zeros', () => {
    assert.deepEqual(statisticsOf('relu1', 0, Float32Array.of(0, 0, 2, 6)), {
      layer: 'relu1',
      output: 0,
      mean: 2,
      deviation: Math.sqrt(6),
      zeros: 0.5,
    });
  });

  it('is told of each layer in order, and changes nothing', async () => {
    const network = await makeNetwork(referenceBackend, smallNet());
    const batch = someBatch(4);
    const before = [...(await network.weights())];
    const found = await network.statistics(batch.inputs, 4);
    assert.deepEqual([...(await network.weights())], before);
    assert.deepEqual(
      found.map(({ layer }) => layer),
      smallNet().layers.map(({ id }) => id),
    );
    const [, normalized, rectified] = found;
    assert.ok(Math.abs(normalized.mean) < 1e-6 && Math.abs(normalized.deviation - 1) < 1e-3);
    assert.ok(rectified.zeros > 0.3 && rectified.zeros < 0.7);
    network.dispose();
  });

  it('shows activations that die out from layer to layer where weights are too small', async () => {
    const network = await makeNetwork(referenceBackend, smallNet(), { init: call('gaussian', { std: 1e-3 }) });
    const found = await network.statistics(someBatch(4).inputs, 4, { training: false });
    const of = (id: string) => found.find(({ layer }) => layer === id)?.deviation ?? Number.NaN;
    assert.ok(of('dense1') < 1e-3 * of('conv1'));
    network.dispose();
  });
});

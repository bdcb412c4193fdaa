import assert from 'node:assert/strict';
import { image, sequence, tokens, vector } from '../../shape.ts';
import { fixTitles, inferCall, onlyFault, weightsOf } from '../infer.fixture.ts';
import { activationLayers } from './index.ts';

describe('activations', () => {
  for (const layer of Object.keys(activationLayers)) {
    it(`${layer} keeps shapes, known or not, and multiplies nothing`, () => {
      for (const shape of [image(8, null, 3), sequence(9, 5), null]) {
        const inferred = inferCall({ layer, inputs: [shape] });
        assert.deepEqual(inferred.output, shape);
        assert.deepEqual(inferred.faults ?? [], []);
        assert.equal(inferred.macs, undefined);
      }
    });
  }

  it('overwrite their input only where they do not need it again', () => {
    for (const { name, memory, keeps } of Object.values(activationLayers))
      assert.equal(memory === 'inPlace', !keeps.some((kept) => kept === 'input'), name);
  });
});

describe('prelu', () => {
  it('learns one slope as PyTorch does, or one for each channel as the paper does', () => {
    assert.deepEqual(weightsOf(inferCall({ layer: 'prelu', inputs: [image(8, 8, 64)] })), ['weight 1']);
    const each = inferCall({ layer: 'prelu', inputs: [image(8, 8, 64)], args: { per: 'channel', init: 0.1 } });
    assert.deepEqual(each.weights, [{ name: 'weight', shape: [64], role: 'scale', start: 0.1 }]);
  });

  it('has no channels in tokens', () => {
    const call = { layer: 'prelu', inputs: [tokens(4)], args: { per: 'channel' } };
    assert.equal(onlyFault(call).code, 'input-without-features');
  });
});

describe('softmax', () => {
  const softmax = (args = {}) => ({ layer: 'softmax', inputs: [sequence(9, 1)], args });

  it('warns of a single element and offers the other axis', () => {
    assert.equal(
      onlyFault(softmax()).message,
      'softmax over the single element of features is always 1: no gradient passes.',
    );
    assert.deepEqual(fixTitles(softmax()), ['Set axis=steps']);
    assert.equal(inferCall({ layer: 'softmax', inputs: [vector(10)] }).faults, undefined);
  });

  it('names the axes there are', () => {
    assert.match(
      onlyFault(softmax({ axis: 'channels' })).message,
      /has no axis channels\. Its axes are steps, features/,
    );
    assert.deepEqual(fixTitles(softmax({ axis: 'channels' })), ['Set axis=steps']);
  });
});

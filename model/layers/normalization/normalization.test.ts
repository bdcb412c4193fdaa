import assert from 'node:assert/strict';
import { image, sequence, tokens, vector } from '../../shape.ts';
import { fixTitles, inferCall, onlyFault, paramsOf, weightsOf } from '../infer.fixture.ts';
import { normalizationLayers } from './index.ts';

const at = (layer: string, input: ReturnType<typeof vector> | null, args = {}) => ({
  layer,
  inputs: [input],
  args: layer === 'groupnorm' ? { groups: 4, ...args } : args,
});

describe('normalizations', () => {
  for (const layer of Object.keys(normalizationLayers)) {
    it(`${layer} keeps images, known or not`, () => {
      for (const shape of [image(8, 8, 64), image(null, 8, null), null]) {
        const inferred = inferCall(at(layer, shape));
        assert.deepEqual(inferred.output, shape);
        assert.deepEqual(inferred.faults ?? [], []);
      }
    });

    it(`${layer} has nothing to normalize in tokens`, () =>
      assert.match(onlyFault(at(layer, tokens(9))).code, /^input-(without-features|not-an-image)$/));
  }

  it('have one scale and one shift for each channel', () => {
    for (const layer of ['batchnorm', 'layernorm', 'groupnorm']) {
      assert.equal(paramsOf(inferCall(at(layer, image(8, 8, 64)))), 128, layer);
      assert.equal(paramsOf(inferCall(at(layer, image(8, 8, 64), { affine: false }))), 0, layer);
    }
    assert.equal(paramsOf(inferCall(at('instancenorm', image(8, 8, 64)))), 0);
    assert.equal(paramsOf(inferCall(at('instancenorm', image(8, 8, 64), { affine: true }))), 128);
  });
});

describe('batchnorm', () => {
  it('keeps running statistics also without learned numbers', () =>
    assert.deepEqual(weightsOf(inferCall(at('batchnorm', vector(5), { affine: false }))), [
      'running_mean 5',
      'running_var 5',
    ]));
});

describe('layernorm', () => {
  it('has 1,536 parameters at the width of ViT-B, whatever the steps', () => {
    const norm = inferCall(at('layernorm', sequence(null, 768)));
    assert.equal(paramsOf(norm), 1536);
    assert.deepEqual(norm.saved?.[0], { name: 'mean', shape: [null], perSample: true });
  });

  it('says that one feature would always be zero', () => {
    assert.equal(onlyFault(at('layernorm', sequence(9, 1))).code, 'normalization-of-one');
    assert.equal(inferCall(at('layernorm', sequence(9, 2))).faults, undefined);
  });
});

describe('groupnorm', () => {
  it('divides the channels', () => {
    assert.deepEqual(inferCall(at('groupnorm', image(8, 8, 64))).arithmetic, ['64/4 = 16 channels a group']);
    const odd = at('groupnorm', image(8, 8, 30));
    assert.match(onlyFault(odd).message, /30 channels do not divide into 4 groups: 30\/4 = 7.50/);
    assert.ok(fixTitles(odd).includes('Set groups=5 ⟶ 5 of 6 channels in an image of 8×8×30'));
  });

  it('refuses groups of a single value', () => {
    const alone = at('groupnorm', vector(4));
    assert.equal(onlyFault(alone).code, 'normalization-of-one');
    assert.deepEqual(fixTitles(alone), [
      'Set groups=1 ⟶ 1 of 4 channels in 4 features',
      'Set groups=2 ⟶ 2 of 2 channels in 4 features',
    ]);
    assert.deepEqual(inferCall(at('groupnorm', image(2, 1, 4))).faults ?? [], []);
  });
});

describe('instancenorm', () => {
  it('needs more than one pixel', () => {
    assert.equal(onlyFault(at('instancenorm', image(1, 1, 64))).code, 'normalization-of-one');
    assert.match(onlyFault(at('instancenorm', vector(64))).message, /layernorm normalizes over features/);
  });
});

describe('layer_scale and l2norm', () => {
  it('start where they are told to', () => {
    assert.deepEqual(inferCall(at('layer_scale', image(7, 7, 96))).weights, [
      { name: 'weight', shape: [96], role: 'scale', start: 1e-6 },
    ]);
    assert.equal(inferCall(at('l2norm', image(38, 38, 512))).weights?.[0]?.start, 20);
  });
});

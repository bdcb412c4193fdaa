import assert from 'node:assert/strict';
import { image, sequence, vector } from '../../shape.ts';
import { fixTitles, inferCall, onlyFault, paramsOf, weightsOf } from '../infer.fixture.ts';

describe('noise', () => {
  for (const layer of ['dropout', 'spatial_dropout', 'stochastic_depth', 'gaussian_noise']) {
    it(`${layer} keeps shapes, known or not`, () => {
      for (const shape of [image(8, null, 3), sequence(9, 5), null]) {
        const inferred = inferCall({ layer, inputs: [shape] });
        assert.deepEqual(inferred.output, shape);
        assert.deepEqual(inferred.faults ?? [], []);
      }
    });
  }

  for (const layer of ['dropout', 'spatial_dropout', 'stochastic_depth', 'dropconnect']) {
    it(`${layer} warns when everything is dropped`, () => {
      const args = layer === 'dropconnect' ? { units: 4, p: 1 } : { p: 1 };
      const fault = onlyFault({ layer, inputs: [vector(8)], args });
      assert.equal(fault.message, `${layer} with p=1 drops everything: no signal and no gradient passes.`);
      assert.equal(fault.severity, 'warning');
    });
  }
});

describe('spatial_dropout', () => {
  it('is dropout on a vector, and says so', () => {
    const call = { layer: 'spatial_dropout', inputs: [vector(128)] };
    assert.equal(onlyFault(call).code, 'spatial-dropout-on-vector');
    assert.deepEqual(fixTitles(call), ['Use dropout ⟶ 128 features']);
  });
});

describe('dropconnect', () => {
  const call = (input: ReturnType<typeof vector>) => ({ layer: 'dropconnect', inputs: [input], args: { units: 128 } });

  it('has the weights of dense', () => {
    const layer = inferCall(call(vector(1024)));
    assert.deepEqual(weightsOf(layer), ['weight 128×1024', 'bias 128']);
    assert.equal(paramsOf(layer), 131_200);
    assert.equal(layer.macs, 131_072);
  });

  it('is offered flatten on an image', () =>
    assert.deepEqual(fixTitles(call(image(2, 2, 3))), ['Insert flatten ⟶ 12 features']));
});

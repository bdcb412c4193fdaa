import assert from 'node:assert/strict';
import { image, items, sequence, tokens, vector, volume, withLeading } from '../../shape.ts';
import { fixTitles, inferCall, onlyFault, paramsOf, weightsOf } from '../infer.fixture.ts';

const dense = (input: Parameters<typeof inferCall>[0]['inputs'][0], args = {}) => ({
  layer: 'dense',
  inputs: [input!],
  args: { units: 10, ...args },
});

describe('dense', () => {
  it('multiplies a vector: the last layer of VGG-16 has 4,097,000 parameters, 4,096,000 multiply-adds', () => {
    const fc = inferCall(dense(vector(4096), { units: 1000 }));
    assert.deepEqual(fc.output, vector(1000));
    assert.equal(paramsOf(fc), 4_097_000);
    assert.equal(fc.macs, 4_096_000);
    assert.deepEqual(weightsOf(fc), ['weight 1000×4096', 'bias 1000']);
  });

  it('runs at every step and for every item with the same weights', () => {
    const steps = inferCall(dense(sequence(64, 256)));
    assert.deepEqual(steps.output, sequence(64, 10));
    assert.equal(paramsOf(steps), 2570);
    assert.equal(steps.macs, 64 * 2560);
    assert.deepEqual(inferCall(dense(items(1000, 256))).output, items(1000, 10));
  });

  it('lets what is unknown flow on', () => {
    assert.equal(inferCall(dense(null)).output, null);
    const half = inferCall(dense(sequence(null, 256), { units: null }));
    assert.deepEqual(half.output, sequence(null, null));
    assert.equal(half.macs, null);
    assert.deepEqual(half.faults ?? [], []);
  });

  it('is told that an image has to be flattened', () => {
    const call = dense(image(7, 7, 512));
    assert.equal(
      onlyFault(call).message,
      'dense takes a vector of features; it is given an image of 7×7×512. Put flatten before it for 25088 features, or use conv(10, 1x1) to apply it at every pixel.',
    );
    assert.deepEqual(inferCall(call).output, vector(10));
    assert.deepEqual(fixTitles(call), ['Insert flatten ⟶ 25088 features']);
  });

  it('keeps the items of regions and the steps of a video', () => {
    const regions = dense(withLeading({ axes: ['items'], extents: [128] }, image(7, 7, 256)));
    assert.deepEqual(inferCall(regions).output, items(128, 10));
    assert.deepEqual(fixTitles(regions), ['Insert flatten ⟶ 128 items × 12544 features']);
    assert.deepEqual(fixTitles(dense(volume(2, 7, 7, 3))), ['Insert flatten ⟶ 294 features']);
  });

  it('asks for an embedding of tokens', () => {
    const fault = onlyFault(dense(tokens(64)));
    assert.equal(fault.code, 'input-without-features');
    assert.match(fault.message, /given 64 steps of tokens.*Put embed\(vocab, dim\) before it/);
  });
});

describe('bilinear', () => {
  const bilinear = (a: ReturnType<typeof vector> | null, b: ReturnType<typeof vector> | null) => ({
    layer: 'bilinear',
    inputs: [a, b],
    args: { units: 40 },
  });

  it("has PyTorch's weights: Bilinear(20, 30, 40) has 24,040 parameters", () => {
    const joined = inferCall(bilinear(vector(20), vector(30)));
    assert.deepEqual(joined.output, vector(40));
    assert.deepEqual(weightsOf(joined), ['weight 40×20×30', 'bias 40']);
    assert.equal(paramsOf(joined), 24_040);
    assert.equal(joined.macs, 24_000);
  });

  it('runs side by side over steps, and says where they disagree', () => {
    assert.deepEqual(inferCall(bilinear(sequence(5, 20), sequence(5, 30))).output, sequence(5, 40));
    const fault = onlyFault(bilinear(sequence(5, 20), sequence(6, 20)));
    assert.equal(fault.input, 1);
    assert.match(fault.message, /branches disagree: 5×20 and 6×20/);
  });

  it('names the input that is an image', () => {
    const call = bilinear(vector(20), image(2, 2, 3));
    assert.equal(onlyFault(call).input, 1);
    assert.deepEqual(fixTitles(call), ['Insert flatten ⟶ 12 features']);
  });

  it('lets an unknown input flow on', () => {
    const joined = inferCall(bilinear(null, vector(30)));
    assert.deepEqual(joined.output, vector(40));
    assert.equal(joined.macs, null);
  });
});

describe('maxout', () => {
  it('weighs as often as it has pieces: 240 units of 5 pieces on 784 pixels (Goodfellow et al., MNIST)', () => {
    const layer = inferCall({ layer: 'maxout', inputs: [vector(784)], args: { units: 240, pieces: 5 } });
    assert.deepEqual(layer.output, vector(240));
    assert.deepEqual(weightsOf(layer), ['weight 1200×784', 'bias 1200']);
    assert.equal(layer.macs, 1200 * 784);
    assert.deepEqual(layer.arithmetic, ['240 · 5 = 1200 sums']);
  });
});

describe('highway', () => {
  it('has a transform and a gate of the size of its input, the gate closed at first', () => {
    const layer = inferCall({ layer: 'highway', inputs: [vector(50)] });
    assert.deepEqual(layer.output, vector(50));
    assert.deepEqual(weightsOf(layer), [
      'transform.weight 50×50',
      'transform.bias 50',
      'gate.weight 50×50',
      'gate.bias 50',
    ]);
    assert.equal(layer.weights?.[3]?.start, -1);
    assert.equal(paramsOf(layer), 2 * (2500 + 50));
    assert.equal(layer.macs, 5000);
  });

  it('is offered flatten on an image', () =>
    assert.deepEqual(fixTitles({ layer: 'highway', inputs: [image(4, 4, 3)] }), ['Insert flatten ⟶ 48 features']));
});

describe('conv_highway', () => {
  const highway = (args = {}) => ({ layer: 'conv_highway', inputs: [image(32, 32, 16)], args });

  it('keeps height, width and channels', () => {
    const layer = inferCall(highway());
    assert.deepEqual(layer.output, image(32, 32, 16));
    assert.equal(paramsOf(layer), 2 * (16 * 16 * 9 + 16));
    assert.equal(layer.macs, 2 * 32 * 32 * 16 * 16 * 9);
  });

  it('says why an even kernel does not', () => {
    assert.match(onlyFault(highway({ kernel: 4 })).message, /\(4 − 1\)\/2 = 1.5 is not whole/);
    assert.deepEqual(fixTitles(highway({ kernel: 4 })), [
      'Set kernel=3 ⟶ an image of 32×32×16',
      'Set kernel=5 ⟶ an image of 32×32×16',
    ]);
  });

  it('sends features to highway', () =>
    assert.match(onlyFault({ layer: 'conv_highway', inputs: [vector(8)] }).message, /highway gates features/));
});

import assert from 'node:assert/strict';
import { formatShape, image, type Shape, sequence, vector, volume, withLeading } from '../../shape.ts';
import { type Applied, apply, assertFixesMend, type Given } from '../apply.fixture.ts';
import { resultText } from '../expect.ts';

const on = (input: Shape | null, layer: Applied['layer'], given: Given): Applied => ({ layer, input, given });
const shapes = (call: Applied) => apply(call).weights?.map(({ name, shape }) => [name, shape.join('×')]);
const messages = (call: Applied) => apply(call).faults?.map(({ message }) => message);

describe('conv', () => {
  it("has PyTorch's weight with groups: 256×48×5×5 in AlexNet's second layer, 223,948,800 multiply-adds", () => {
    const call = on(image(27, 27, 96), 'conv', { filters: 256, kernel: 5, pad: 2, groups: 2 });
    assert.deepEqual(shapes(call), [
      ['weight', '256×48×5×5'],
      ['bias', '256'],
    ]);
    assert.equal(apply(call).macs, 27 * 27 * 256 * 48 * 25);
    assert.equal(apply(call).macs, 223_948_800);
  });

  it('keeps the extent when dilated with as much padding', () => {
    const { output, arithmetic, window } = apply(
      on(image(28, 28, 4), 'conv', { filters: 8, kernel: 3, pad: 2, dilation: 2 }),
    );
    assert.deepEqual(output, image(28, 28, 8));
    assert.deepEqual(arithmetic, ['(28 − 2·(3 − 1) − 1 + 2·2)/1 + 1 = 28']);
    assert.deepEqual(window, { kernel: [5, 5], stride: [1, 1], before: [2, 2] });
  });

  it('runs at every step of a sequence of images', () => {
    const frames = withLeading({ axes: ['steps'], extents: [5] }, image(8, 8, 3));
    const { output, macs } = apply(on(frames, 'conv', { filters: 4, kernel: 3 }));
    assert.equal(formatShape(output), '5×6×6×4');
    assert.equal(macs, 5 * 6 * 6 * 4 * 27);
  });

  it('lets what is unknown flow on', () => {
    const { output, macs, weights, faults } = apply(on(null, 'conv', { filters: 4, kernel: 3, groups: 2 }));
    assert.deepEqual([output, macs, faults], [image(null, null, 4), null, []]);
    assert.deepEqual(weights?.[0]?.shape, [4, null, 3, 3]);
    const open = on(image(8, null, 3), 'conv', { filters: 4, kernel: 3 });
    assert.deepEqual(apply(open).output, image(6, null, 4));
    assert.deepEqual(
      apply(on(image(8, 8, 3), 'conv', { filters: null, kernel: null })).output,
      image(null, null, null),
    );
  });

  it('says that groups do not divide the channels, and offers what divides both', () => {
    const call = on(image(28, 28, 64), 'conv', { filters: 32, kernel: 1, groups: 3 });
    assert.deepEqual(messages(call), [
      'conv: 3 groups do not divide 64 input channels: 64/3 = 21.33. groups=1, 2, 4, 8, 16 and 32 would fit.',
    ]);
    const [fault] = apply(call).faults ?? [];
    assert.equal(fault?.argument, 'groups');
    assert.equal(fault.fixes[2]?.title, 'Set groups=4 ⟶ 28×28×32');
    assert.equal(assertFixesMend(call, formatShape), 6);
  });

  it('says that groups do not divide the filters, and rounds them', () => {
    const call = on(image(28, 28, 64), 'conv', { filters: 30, kernel: 1, groups: 4 });
    assert.deepEqual(messages(call), [
      'conv: 4 groups do not divide 30 filters: 30/4 = 7.50. filters=28 and 32 would fit, as do groups=1 and 2.',
    ]);
    assert.deepEqual(
      apply(call).faults?.[0]?.fixes.map(({ title }) => title.slice(0, 14)),
      ['Set filters=28', 'Set filters=32', 'Set groups=1 ⟶', 'Set groups=2 ⟶'],
    );
    assertFixesMend(call, formatShape);
  });

  it('is silent where groups divide, and while the channels are unknown', () => {
    assert.deepEqual(messages(on(image(28, 28, 64), 'conv', { filters: 32, kernel: 1, groups: 32 })), []);
    assert.deepEqual(messages(on(image(28, 28, null), 'conv', { filters: 32, kernel: 1, groups: 4 })), []);
  });

  it('offers conv1d on steps and conv3d on volumes', () => {
    const call = on(sequence(64, 16), 'conv', { filters: 8, kernel: 3, pad: 1, stride: 1 });
    const [fault] = apply(call).faults ?? [];
    assert.equal(fault?.message, 'conv slides over height × width × channels; it is given 64 steps × 16 features.');
    assert.equal(fault.fixes[0]?.title, 'Call conv1d ⟶ 64 steps × 8 features');
    assert.equal(assertFixesMend(call, resultText), 1);
    assert.equal(assertFixesMend(on(volume(8, 8, 8, 3), 'conv', { filters: 8, kernel: 3 }), resultText), 1);
    assert.deepEqual(apply(on(sequence(64, 16), 'conv', { filters: 8, kernel: [3, 5] })).faults?.[0]?.fixes, []);
  });

  it('names the vector it is given', () => {
    const [fault] = apply(on(vector(784), 'conv', { filters: 8, kernel: 3 })).faults ?? [];
    assert.equal(fault?.message, 'conv slides over height × width × channels; it is given 784 features.');
    assert.deepEqual(fault.fixes, []);
  });

  it('offers only fixes that mend, at every odd shape', () => {
    let fixes = 0;
    for (const input of [image(7, 7, 4), image(5, 9, 4), image(23, 10, 4)])
      for (const kernel of [3, 7, [1, 5], [3, 2]])
        for (const stride of [1, 2, 3, [1, 3]])
          for (const pad of [0, 1, [0, 1], 'valid'])
            for (const dilation of [1, 2, 4])
              fixes += assertFixesMend(
                on(input, 'conv', { filters: 8, kernel, stride, pad, dilation, groups: 2 }),
                formatShape,
              );
    assert.ok(fixes > 1000, `${fixes}`);
  });
});

describe('conv1d', () => {
  it('is causal with padding before: 100 steps stay 100', () => {
    const call = on(sequence(100, 32), 'conv1d', { filters: 64, kernel: 2, pad: [4, 0], dilation: 4 });
    const { output, window, macs } = apply(call);
    assert.deepEqual(output, sequence(100, 64));
    assert.deepEqual(window, { kernel: [5, 1], stride: [1, 1], before: [4, 0] });
    assert.deepEqual(shapes(call)?.[0], ['weight', '64×32×2']);
    assert.equal(macs, 100 * 64 * 32 * 2);
  });

  it('speaks of steps', () => {
    const call = on(sequence(8, 4), 'conv1d', { filters: 2, kernel: 3, stride: 2 });
    assert.deepEqual(messages(call), [
      'conv1d 3, stride 2 does not fit an input of 8 steps: (8 − 3)/2 + 1 = 3.50; the last step is never seen. Stride 1 fits, as do pad=1 and 2.',
    ]);
    assertFixesMend(call, resultText);
    assert.match(
      messages(on(sequence(2, 4), 'conv1d', { filters: 2, kernel: 5 }))?.[0] ?? '',
      /^conv1d 5 is larger than an input of 2 steps: 5 > 2\./,
    );
  });

  it('offers conv on images', () => {
    const call = on(image(28, 28, 3), 'conv1d', { filters: 8, kernel: 3, pad: 'same' });
    assert.equal(apply(call).faults?.[0]?.fixes[0]?.title, 'Call conv ⟶ 28×28×8');
    assert.equal(assertFixesMend(call, resultText), 1);
  });
});

describe('conv3d', () => {
  it('counts the first layer of C3D: 64×3×3×3×3, 16×112×112 kept', () => {
    const call = on(volume(16, 112, 112, 3), 'conv3d', { filters: 64, kernel: 3, pad: 1 });
    assert.deepEqual(apply(call).output, volume(16, 112, 112, 64));
    assert.deepEqual(shapes(call)?.[0], ['weight', '64×3×3×3×3']);
    assert.equal(apply(call).macs, 16 * 112 * 112 * 64 * 81);
    assert.deepEqual(apply(call).window, { kernel: [3, 3], stride: [1, 1], before: [1, 1] });
  });

  it('names slices, rows and columns', () => {
    const call = on(volume(4, 6, 8, 3), 'conv3d', { filters: 2, kernel: 3, stride: 2 });
    assert.match(
      messages(call)?.[0] ?? '',
      /stride 2 does not fit a 4×6×8 input: .* = 1\.50; the last slice, row and column are never seen\./,
    );
    assert.ok(assertFixesMend(call, formatShape) > 0);
  });
});

describe('depthwise', () => {
  it('has a filter of one channel for each: 32×1×3×3, 3,612,672 multiply-adds at 112×112', () => {
    const call = on(image(112, 112, 32), 'depthwise', { kernel: 3, pad: 1, bias: false });
    assert.deepEqual(shapes(call), [['weight', '32×1×3×3']]);
    assert.equal(apply(call).macs, 3_612_672);
  });

  it('multiplies channels, and knows its kernel before it knows them', () => {
    const call = on(image(8, 8, 3), 'depthwise', { kernel: 3, multiplier: 2 });
    assert.deepEqual(apply(call).output, image(6, 6, 6));
    assert.deepEqual(apply({ ...call, input: null }).weights?.[0]?.shape, [null, 1, 3, 3]);
    assert.deepEqual(apply({ ...call, input: null }).faults, []);
  });
});

describe('separable', () => {
  const call = on(image(28, 28, 32), 'separable', { filters: 64, kernel: 3, pad: 1 });

  it('is a depthwise and a 1×1 convolution', () => {
    assert.deepEqual(shapes(call), [
      ['depthwise.weight', '32×1×3×3'],
      ['pointwise.weight', '64×32×1×1'],
      ['pointwise.bias', '64'],
    ]);
    assert.equal(apply(call).macs, 28 * 28 * (32 * 9 + 32 * 64));
    assert.deepEqual(apply(call).output, image(28, 28, 64));
    assert.deepEqual(apply(call).saved, [{ name: 'depthwise', shape: [28, 28, 32], perSample: true }]);
  });

  it('says what does not fit, with its own output in the fixes', () => {
    const broken = { ...call, given: { filters: 64, kernel: 3, stride: 2 } };
    assert.match(messages(broken)?.[0] ?? '', /^separable 3×3, stride 2 does not fit a 28×28 input/);
    assert.ok(assertFixesMend(broken, formatShape) > 0);
    assert.equal(apply({ ...call, input: vector(3) }).output, null);
  });
});

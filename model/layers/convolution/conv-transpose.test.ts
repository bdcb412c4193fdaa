import assert from 'node:assert/strict';
import { formatShape, image, sequence } from '../../shape.ts';
import { chain } from '../../zoo.fixture.ts';
import { type Applied, apply, assertFixesMend, type Given } from '../apply.fixture.ts';

const up = (given: Given, input = image(14, 14, 32)): Applied => ({ layer: 'conv_transpose', input, given });
const messages = (call: Applied) => apply(call).faults?.map(({ message }) => message);

describe('conv_transpose', () => {
  it('doubles as DCGAN does: 4×4, stride 2, pad 1', () => {
    const { output, arithmetic, weights, macs } = apply(up({ filters: 64, kernel: 4, stride: 2, pad: 1 }));
    assert.deepEqual(output, image(28, 28, 64));
    assert.deepEqual(arithmetic, ['(14 − 1)·2 − 2·1 + 4 = 28']);
    assert.deepEqual(weights?.[0]?.shape, [32, 64, 4, 4]);
    assert.equal(macs, 14 * 14 * 32 * 64 * 16);
  });

  it("gives FCN-32s' 64×64 at stride 32: 16 to 544", () => {
    const call = up({ filters: 21, kernel: 64, stride: 32, bias: false }, image(16, 16, 21));
    assert.deepEqual(apply(call).output, image(544, 544, 21));
  });

  it('undoes the arithmetic of conv, with output_pad where several inputs share an output', () => {
    for (let kernel = 1; kernel <= 4; kernel++)
      for (let stride = 1; stride <= 3; stride++)
        for (let dilation = 1; dilation <= 2; dilation++)
          for (let size = 8; size <= 12; size++) {
            const window = { kernel, stride, dilation, pad: kernel > 1 ? 1 : 0 };
            const down = apply({ layer: 'conv', input: image(size, size, 3), given: { filters: 5, ...window } })
              .output!;
            const rest = (size - dilation * (kernel - 1) - 1 + 2 * window.pad) % stride;
            const back = apply(up({ filters: 3, ...window, output_pad: rest }, down));
            assert.deepEqual([back.output, back.faults], [image(size, size, 3), []]);
          }
  });

  it('multiplies by the stride with `same`, as Keras does', () => {
    for (const kernel of [1, 2, 3, 4, 5])
      assert.deepEqual(apply(up({ filters: 3, kernel, stride: 2, pad: 'same' })).output, image(28, 28, 3));
  });

  it('has weights of channels × filters/groups', () => {
    const call = up({ filters: 64, kernel: 2, stride: 2, groups: 4 });
    assert.deepEqual(apply(call).weights?.[0]?.shape, [32, 16, 2, 2]);
    assert.equal(apply(call).macs, 14 * 14 * 32 * 16 * 4);
    const broken = up({ filters: 30, kernel: 2, stride: 2, groups: 4 });
    assert.equal(apply(broken).faults?.[0]?.code, 'groups-do-not-divide');
    assert.ok(assertFixesMend(broken, formatShape) > 0);
  });

  it('undoes the stride of a receptive field', () => {
    const layers = chain(
      [32, 32, 3],
      [
        ['conv', { filters: 8, kernel: [2, 2], stride: [2, 2] }],
        ['conv_transpose', { filters: 8, kernel: [2, 2], stride: [2, 2] }],
      ],
    ).layers;
    assert.deepEqual(layers[1]?.receptiveField, [2, 2]);
    assert.deepEqual(layers[1]?.receptiveStride, [1, 1]);
    assert.deepEqual(layers[1]?.receptiveOffset, [0, 0]);
  });

  it('refuses an output_pad as large as the stride, as PyTorch does', () => {
    const call = up({ filters: 3, kernel: 3, stride: 2, output_pad: 2 });
    assert.deepEqual(messages(call), [
      'conv_transpose: output_pad=2 is not less than stride 2 or dilation 1; rows and columns beyond see no input. output_pad can be 0 to 1.',
    ]);
    assert.equal(assertFixesMend(call, formatShape), 2);
    assert.deepEqual(messages(up({ filters: 3, kernel: 3, stride: 2, output_pad: 1 })), []);
  });

  it('refuses padding that leaves nothing', () => {
    const call = up({ filters: 3, kernel: 2, pad: 2 }, image(2, 2, 3));
    assert.deepEqual(messages(call), [
      'conv_transpose 2×2, stride 1 leaves nothing of a 2×2 input: (2 − 1)·1 − 2·2 + 2 = -1. pad can be 0 to 1.',
    ]);
    assert.equal(assertFixesMend(call, formatShape), 2);
    assert.deepEqual(apply(call).output, image(null, null, 3));
  });

  it('lets what is unknown flow on and names what it is given', () => {
    assert.deepEqual(apply(up({ filters: 3, kernel: null })).output, image(null, null, 3));
    assert.deepEqual(apply({ ...up({ filters: 3, kernel: 2 }), input: null }).faults, []);
    const call: Applied = { layer: 'conv_transpose', input: sequence(3, 4), given: { filters: 3, kernel: 2 } };
    assert.match(messages(call)?.[0] ?? '', /it is given 3 steps × 4 features\.$/);
  });
});

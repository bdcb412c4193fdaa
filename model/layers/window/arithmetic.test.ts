import assert from 'node:assert/strict';
import { outputExtents, type Sliding, slide, slideAll } from './arithmetic.ts';

const sliding = (kernel: number, stride: number, pad = 0, ceil = false, dilation = 1): Sliding => ({
  kernel: [kernel],
  stride: [stride],
  pad: [pad, pad],
  dilation: [dilation],
  ceil,
});

/** PyTorch's pooling_output_shape_pad_lr, written after its source. */
function torch(input: number, kernel: number, stride: number, pad: number, dilation: number, ceil: boolean): number {
  const room = input + 2 * pad - dilation * (kernel - 1) - 1 + (ceil ? stride - 1 : 0);
  const out = Math.floor(room / stride) + 1;
  return ceil && (out - 1) * stride >= input + pad ? out - 1 : out;
}

/** Every window of every extent up to 12, stride up to 4, padding up to half the window. */
function* small(): Generator<readonly [input: number, kernel: number, stride: number, pad: number, dilation: number]> {
  for (let input = 1; input <= 12; input++)
    for (let kernel = 1; kernel <= 4; kernel++)
      for (let dilation = 1; dilation <= 3; dilation++)
        for (let stride = 1; stride <= 4; stride++)
          for (let pad = 0; pad <= Math.floor((dilation * (kernel - 1) + 1) / 2); pad++)
            yield [input, kernel, stride, pad, dilation];
}

describe('the arithmetic of windows', () => {
  it("gives PyTorch's extents, rounded down and up", () => {
    for (const [input, kernel, stride, pad, dilation] of small()) {
      for (const ceil of [false, true]) {
        const wanted = torch(input, kernel, stride, pad, dilation, ceil);
        const { out } = slide(input, sliding(kernel, stride, pad, ceil, dilation), 0);
        assert.equal(out! < 1 ? 0 : out, Math.max(0, wanted), `${[input, kernel, stride, pad, dilation, ceil]}`);
      }
    }
  });

  it('drops a window that would start outside: 3 under 2 at stride 2, pad 1 gives 2', () => {
    assert.equal(slide(3, sliding(2, 2, 1, true), 0).out, 2);
  });

  it('counts what no window reaches as a walk over all windows does', () => {
    for (const [input, kernel, stride, pad, dilation] of small()) {
      const { out, span, unseen } = slide(input, sliding(kernel, stride, pad, false, dilation), 0);
      let end = -1;
      for (let at = 0; at < out!; at++) end = Math.max(end, at * stride - pad + span - 1);
      const beyond = out! < 1 ? input : Math.max(0, input - 1 - end);
      assert.equal(unseen, beyond, `${[input, kernel, stride, pad, dilation]}`);
    }
  });

  // Outputs of torchvision's models on images of 224 (SSD: 300), by the pools alone.
  for (const [name, from, kernel, stride, to] of [
    ['GoogLeNet maxpool1', 112, 3, 2, 56],
    ['GoogLeNet maxpool2', 56, 3, 2, 28],
    ['GoogLeNet maxpool4', 14, 2, 2, 7],
    ['SqueezeNet 1.0 pool1', 109, 3, 2, 54],
    ['SqueezeNet 1.0 pool4', 54, 3, 2, 27],
    ['SqueezeNet 1.1 pool1', 111, 3, 2, 55],
    ['SSD-300 pool3', 75, 2, 2, 38],
  ] as const) {
    it(`${name} with ceil_mode: ${from} to ${to}`, () => {
      assert.equal(slide(from, sliding(kernel, stride, 0, true), 0).out, to);
    });
  }

  it('works out every axis by itself, and none where one does not go in', () => {
    const asked = { kernel: [3, 1, 2], stride: [1, 2, 1], pad: [1, 1, 0, 0, 0, 0], dilation: [1, 1, 1] };
    assert.deepEqual(outputExtents(slideAll([8, 9, 10], asked)), [8, 5, 9]);
    assert.deepEqual(outputExtents(slideAll([8, null, 10], asked)), [8, null, 9]);
    assert.deepEqual(outputExtents(slideAll([8, 9, 1], asked)), [null, null, null]);
  });
});

import assert from 'node:assert/strict';
import { formatShape, image, items, vector } from '../../shape.ts';
import { infer } from './infer.fixture.ts';

const pyramid = [200, 100, 50, 25].map((n) => image(n, n, 256));
const boxes = items(1000, 4);

for (const layer of ['roialign', 'roipool'] as const) {
  describe(layer, () => {
    it('cuts every box out of a pyramid', () => {
      const { output, faults } = infer(layer, [...pyramid, boxes], { size: [14, 14] });
      assert.deepEqual(output, {
        axes: ['items', 'height', 'width', 'channels'],
        extents: [1000, 14, 14, 256],
      });
      assert.equal(faults, undefined);
    });

    it('lets the unknown flow on', () => {
      for (const [inputs, shape] of [
        [[image(null, null, 256), boxes], '1000×7×7×256'],
        [[null, items(null, 4)], '?×7×7×?'],
        [[image(8, 8, 256), null], '?×7×7×256'],
      ] as const) {
        const { output, faults } = infer(layer, inputs, { size: [7, 7] });
        assert.equal(formatShape(output), shape);
        assert.equal(faults, undefined);
      }
    });

    it('says when the maps differ in channels, and projects', () => {
      const inputs = [image(28, 28, 256), image(14, 14, 512), boxes];
      const [fault, ...rest] = infer(layer, inputs, { size: [7, 7] }).faults ?? [];
      assert.deepEqual(rest, []);
      assert.equal(fault?.code, 'channels-differ');
      assert.equal(fault.input, 1);
      assert.equal(
        fault.message,
        `${layer}: the first map has 256 channels and the second 512; a region comes from either, so all maps have as many. A 1×1 convolution brings them to 256.`,
      );
      assert.deepEqual(fault.fixes, [
        { kind: 'extend', title: 'Project to 256 channels ⟶ 14×14×256', input: 1, statement: 'conv(256, 1x1)' },
      ]);
      const { output } = infer('conv', [inputs[1] ?? null], { filters: 256, kernel: [1, 1] });
      assert.equal(infer(layer, inputs.with(1, output ?? vector(1)), { size: [7, 7] }).faults, undefined);
    });

    it('says when the last input is no boxes', () => {
      const [fault, ...rest] = infer(layer, pyramid, { size: [7, 7] }).faults ?? [];
      assert.deepEqual(rest, []);
      assert.equal(fault?.code, 'boxes-missing');
      assert.equal(fault.input, 3);
    });
  });
}

import assert from 'node:assert/strict';
import type { Batch } from '../data/batch.ts';
import { images } from '../data/images.fixture.ts';
import { call, collect, openOver, scores, settings } from '../data/memory.fixture.ts';
import { evaluateWindows } from './windows.ts';

describe('windows of a sample', () => {
  it('have their scores averaged, however many are evaluated at once', async () => {
    const graph = scores([2, 2, 1], 4);
    const crops = [call('crop', { size: [2, 2], pad: 0 }), call('ten_crop', { size: [2, 2], flip: true })];
    const data = await openOver(images(8, [3, 3, 1], 4), graph, {
      data: settings({ augment: crops, split: call('holdout', { val: 3 }) }),
    });
    assert.equal(data.windows, 10);
    const batches = await collect(data.valBatches(20, { keep: true }));
    assert.deepEqual(
      batches.map(({ count, windows, inputs }) => [count, windows, inputs.x.length / 4]),
      [
        [2, 10, 20],
        [1, 10, 10],
      ],
    );
    // Scores: the first pixel of the window, and the class; the loss is the first pixel.
    const seen: number[] = [];
    const network = {
      evaluate({ count, inputs, targets }: Batch) {
        seen.push(count);
        const rows = Array.from({ length: count }, (_, n) => [
          inputs.x[n * 4] ?? 0,
          targets[graph.outputs[0]]?.values[n] ?? 0,
        ]);
        const lossSum = rows.reduce((sum, [pixel = 0]) => sum + pixel, 0);
        return Promise.resolve({ lossSum, outputs: { out: Float32Array.from(rows.flat()) } });
      },
    };
    const [first] = batches;
    for (const size of [20, 7]) {
      seen.length = 0;
      const { lossSum, outputs } = await evaluateWindows(network, first, size);
      assert.deepEqual(seen, size === 20 ? [20] : [7, 7, 6]);
      // Corners start at 0, 7, 21, 28 above the first pixel of the image, their mirror images one pixel, 7, further.
      const labels = [...first.targets[graph.outputs[0]].values];
      const start = (n: number) => (first.inputs.x[n * 40] ?? 0) + (0 + 7 + 21 + 28 + 0 + 7 + 14 + 28 + 35 + 7) / 10;
      const expected = labels.flatMap((label, n) => [start(n), label]);
      expected.forEach((value, i) => {
        assert.ok(Math.abs((outputs.out?.[i] ?? 0) - value) < 1e-4, `${outputs.out?.[i]} instead of ${value}`);
      });
      assert.ok(Math.abs(lossSum - start(0) - start(1)) < 1e-3);
    }
    await data.close();
  });
});

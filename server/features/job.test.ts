import assert from 'node:assert/strict';
import { job } from './job.ts';
import { checkedText, SMALL } from './marked.fixture.ts';

describe('the job of a train', () => {
  it('is the graph at its arguments and batch, with the settings', () => {
    const found = job(checkedText(SMALL), 'run');
    assert.ok(found.ok);
    assert.equal(found.graph.batch, 8);
    assert.deepEqual(found.graph.layers.at(-1)?.output, [5]);
    assert.deepEqual(found.settings, {
      name: 'run',
      data: {
        name: 'set',
        source: { name: 'mnist', args: { folder: 'data' } },
        split: { name: 'holdout', args: { val: 100 } },
        normalize: null,
      },
      loss: [{ call: { name: 'softmax', args: { weights: [], smoothing: 0, ignore: -1 } }, weight: 1 }],
      regularizers: [{ name: 'l2', args: { weight: 1e-4, biases: false } }],
      optimizer: { name: 'adam', args: { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 } },
      init: { name: 'he', args: {} },
      batch: 8,
      epochs: 10,
      seed: 1,
    });
  });

  it('is refused with the line of what stands in its way', () =>
    assert.deepEqual(job(checkedText(SMALL.replace('8x8x3', '8x8')), 'run'), {
      ok: false,
      line: 2,
      message:
        'Line 2: input: 2 extents are no sample; an image is height × width × channels (8x8x1 if it is grey), steps of features are sequence(8, 8), a vector is one number.',
    }));
  it('is refused where the train is gone', () =>
    assert.deepEqual(job(checkedText(SMALL), 'Net'), { ok: false, message: 'This file has no train Net any more.' }));
  it('is refused where an error is silenced, which it names', () =>
    assert.deepEqual(
      job(checkedText(SMALL.replace('pad=1)', 'stride=2)  # netwright: allow(window-does-not-fit)')), 'run'),
      {
        ok: false,
        line: 4,
        message:
          'Line 4: conv 3×3, stride 2 does not fit an 8×8 input: (8 − 3)/2 + 1 = 3.50; the last row and column are never seen. Stride 1 fits, as do pad=1 and 2. allow(window-does-not-fit) silences this, but a network with an error cannot be run.',
      },
    ));
});

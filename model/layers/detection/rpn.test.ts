import assert from 'node:assert/strict';
import { image, items, vector } from '../../shape.ts';
import { infer, params, weightShapes } from './infer.fixture.ts';

describe('rpn', () => {
  it('has 593,935 parameters on 256 channels with 3 anchors, as in torchvision’s Faster R-CNN', () => {
    const inferred = infer('rpn', [image(200, 200, 256)]);
    assert.deepEqual(inferred.outputs, [
      { port: 'objectness', shape: items(120_000, 1) },
      { port: 'boxes', shape: items(120_000, 4) },
    ]);
    assert.equal(params(inferred), 593_935);
    assert.equal(inferred.macs, 23_592_960_000 + 30_720_000 + 122_880_000);
    assert.deepEqual(weightShapes(inferred), {
      'conv.0.0.weight': '256×256×3×3',
      'conv.0.0.bias': '256',
      'cls_logits.weight': '3×256×1×1',
      'cls_logits.bias': '3',
      'bbox_pred.weight': '12×256×1×1',
      'bbox_pred.bias': '12',
    });
    assert.deepEqual(inferred.arithmetic, ['200·200·3 anchors = 120000 boxes']);
  });

  it('has the channels it is told: 512 between after VGG-16 (Ren et al., 2015)', () => {
    const shapes = weightShapes(infer('rpn', [image(14, 14, 512)], { anchors: 9, channels: 512 }));
    assert.equal(shapes['bbox_pred.weight'], '36×512×1×1');
  });

  it('lets the unknown flow on', () => {
    const { output, faults, macs } = infer('rpn', [image(null, null, 256)]);
    assert.deepEqual(output, items(null, 1));
    assert.equal(faults, undefined);
    assert.equal(macs, null);
    assert.equal(infer('rpn', [null]).faults, undefined);
  });

  it('takes no vector', () => {
    const [fault, ...rest] = infer('rpn', [vector(10)]).faults ?? [];
    assert.deepEqual(rest, []);
    assert.equal(fault?.message, 'rpn takes height × width × channels; it is given 10 features.');
  });
});

describe('proposals', () => {
  const of = (count: number | null) => [items(count, 1), items(count, 4)];

  it('keeps the best of all maps: 1000 of the pyramid of an 800×800 image', () => {
    const pyramid = [200, 100, 50, 25, 13].flatMap((n) => of(3 * n * n));
    const { output, arithmetic } = infer('proposals', pyramid);
    assert.deepEqual(output, items(1000, 4));
    assert.deepEqual(arithmetic, ['the best 1000 of 1000 + 1000 + 1000 + 1000 + 507 = 4507 boxes']);
  });

  it('keeps no more than there are', () => assert.deepEqual(infer('proposals', of(507)).output, items(507, 4)));

  it('takes all objectness first, then all boxes', () => {
    const { output, faults } = infer('proposals', [items(8, 1), items(2, 1), items(8, 4), items(2, 4)]);
    assert.deepEqual(output, items(10, 4));
    assert.equal(faults, undefined);
  });

  it('lets the unknown flow on', () => {
    for (const inputs of [of(null), [null, null], [null, items(null, 4)]]) {
      const { output, faults } = infer('proposals', inputs);
      assert.deepEqual(output, items(null, 4));
      assert.equal(faults, undefined);
    }
  });

  for (const [name, inputs, message] of [
    ['boxes are missing', [items(8, 1)], /1 of objectness and 0 of boxes/],
    ['a map comes in', [image(8, 8, 3), items(8, 4)], /its first input is an image of 8×8×3/],
    ['they are of two', [items(8, 1), items(9, 4)], /the first objectness has 8 items and the first boxes 9/],
  ] as const) {
    it(`says when ${name}`, () => {
      const [fault, ...rest] = infer('proposals', inputs).faults ?? [];
      assert.deepEqual(rest, []);
      assert.equal(fault?.code, 'not-region-proposals');
      assert.match(fault.message, message);
    });
  }
});

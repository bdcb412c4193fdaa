import assert from 'node:assert/strict';
import { formatShape, image, items, vector } from '../../shape.ts';
import { infer, params, weightShapes } from './infer.fixture.ts';
import { regionMaps } from './regions.ts';

describe('box_head', () => {
  it('has 466,375 parameters on 1024 features of 91 classes, as torchvision’s FastRCNNPredictor', () => {
    const inferred = infer('box_head', [items(1000, 1024)], { classes: 91 });
    assert.deepEqual(inferred.outputs, [
      { port: 'scores', shape: items(1000, 91) },
      { port: 'boxes', shape: items(1000, 364) },
    ]);
    assert.equal(params(inferred), 466_375);
    assert.equal(inferred.macs, 1000 * (93_184 + 372_736));
    assert.deepEqual(weightShapes(inferred), {
      'cls_score.weight': '91×1024',
      'cls_score.bias': '91',
      'bbox_pred.weight': '364×1024',
      'bbox_pred.bias': '364',
    });
  });

  it('takes one vector too', () => {
    assert.deepEqual(infer('box_head', [vector(64)], { classes: 3 }).output, vector(3));
  });

  it('lets the unknown flow on', () => {
    assert.deepEqual(infer('box_head', [null], { classes: 3 }).output, items(null, 3));
    assert.equal(infer('box_head', [null]).faults, undefined);
  });

  it('says when regions are not flat, and puts flatten before', () => {
    const { output, faults = [] } = infer('box_head', [regionMaps(100, [7, 7], 256)], { classes: 3 });
    assert.deepEqual(output, items(100, 3));
    assert.equal(faults.length, 1);
    assert.match(faults[0]?.message ?? '', /Put flatten before it for 12544 features\.$/);
    assert.deepEqual(faults[0]?.fixes, [
      { kind: 'insert', title: 'Insert flatten ⟶ 12544 features', statement: 'flatten' },
    ]);
  });
});

describe('mask_head', () => {
  it('has 2,646,107 parameters and 532,066,304 multiply-adds a region, as in torchvision’s Mask R-CNN', () => {
    const inferred = infer('mask_head', [regionMaps(100, [14, 14], 256)], { classes: 91 });
    assert.deepEqual(inferred.output, regionMaps(100, [28, 28], 91));
    assert.equal(params(inferred), 2_360_320 + 285_787);
    assert.equal(inferred.macs, 100 * 532_066_304);
    const shapes = weightShapes(inferred);
    assert.equal(shapes['mask_head.0.0.weight'], '256×256×3×3');
    assert.equal(shapes['mask_head.3.0.bias'], '256');
    assert.equal(shapes['mask_predictor.conv5_mask.weight'], '256×256×2×2');
    assert.equal(shapes['mask_predictor.mask_fcn_logits.weight'], '91×256×1×1');
  });

  it('stores the transposed convolution in × out', () => {
    const shapes = weightShapes(infer('mask_head', [image(14, 14, 64)], { classes: 2, channels: 32, convs: 0 }));
    assert.equal(shapes['mask_predictor.conv5_mask.weight'], '64×32×2×2');
  });

  it('lets the unknown flow on', () => {
    const { output, faults } = infer('mask_head', [null], { classes: 5 });
    assert.equal(formatShape(output), '?×?×?×5');
    assert.equal(faults, undefined);
  });

  it('takes no vectors', () => {
    const [fault, ...rest] = infer('mask_head', [items(100, 1024)], { classes: 5 }).faults ?? [];
    assert.deepEqual(rest, []);
    assert.match(fault?.message ?? '', /it is given 100 items × 1024 features\.$/);
  });
});

describe('segmentation_head', () => {
  it('scores every pixel of the input: 520×520×21 from 65×65×512', () => {
    const to = image(520, 520, 3);
    const inferred = infer('segmentation_head', [image(65, 65, 512)], { classes: 21 }, { to });
    assert.deepEqual(inferred.output, image(520, 520, 21));
    assert.deepEqual(weightShapes(inferred), { weight: '21×512×1×1', bias: '21' });
    assert.equal(inferred.macs, 65 * 65 * 512 * 21);
    assert.deepEqual(inferred.window, { kernel: [2, 2], stride: [1 / 8, 1 / 8], before: [15 / 16, 15 / 16] });
  });

  it('is a 1×1 convolution by itself', () => {
    assert.deepEqual(infer('segmentation_head', [image(16, 8, 32)], { classes: 2 }).output, image(16, 8, 2));
  });

  it('lets the unknown flow on', () => {
    const unknown = infer('segmentation_head', [image(65, 65, 512)], { classes: 21 }, { to: null });
    assert.deepEqual(unknown.output, image(null, null, 21));
    assert.equal(unknown.faults, undefined);
    assert.equal(infer('segmentation_head', [null]).faults, undefined);
  });

  it('says when `to` is no image', () => {
    const [fault, ...rest] =
      infer('segmentation_head', [image(8, 8, 3)], { classes: 2 }, { to: vector(10) }).faults ?? [];
    assert.deepEqual(rest, []);
    assert.equal(fault?.argument, 'to');
    assert.equal(fault.message, 'segmentation_head: to is 10 features; it takes the height and width of an image.');
  });
});

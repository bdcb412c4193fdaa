import assert from 'node:assert/strict';
import { formatShape, image, sequence, tokens, vector } from '../../shape.ts';
import { fixTitles, type LayerCall, onlyFault } from '../infer.fixture.ts';
import { infer, params, weightShapes } from './infer.fixture.ts';

describe('yolo', () => {
  it('is a dense layer to 7×7×30 on 4096 features: 6,022,590 parameters (Redmon et al., 2016)', () => {
    const inferred = infer('yolo', [vector(4096)], { grid: 7, boxes: 2, classes: 20 });
    assert.deepEqual(inferred.output, image(7, 7, 30));
    assert.deepEqual(weightShapes(inferred), { weight: '1470×4096', bias: '1470' });
    assert.equal(params(inferred), 6_022_590);
    assert.equal(inferred.macs, 1470 * 4096);
    assert.deepEqual(inferred.arithmetic, ['2·5 + 20 = 30 channels for each of 7×7 cells']);
  });

  it('is a 1×1 convolution to 13×13×125 on 13×13×1024: 128,125 parameters (tiny YOLOv2 on VOC)', () => {
    const inferred = infer('yolo', [image(13, 13, 1024)], { grid: 13, boxes: 5, classes: 20, per: 'box' });
    assert.deepEqual(inferred.output, image(13, 13, 125));
    assert.deepEqual(weightShapes(inferred), { weight: '125×1024×1×1', bias: '125' });
    assert.equal(params(inferred), 128_125);
    assert.equal(inferred.macs, 13 * 13 * 125 * 1024);
  });

  it('runs at each step', () => {
    const { output, macs } = infer('yolo', [sequence(8, 64)], { grid: 2, boxes: 1, classes: 1 });
    assert.equal(formatShape(output), '8×2×2×6');
    assert.equal(macs, 8 * 24 * 64);
  });

  it('lets the unknown flow on', () => {
    assert.deepEqual(infer('yolo', [null], { grid: 7 }).output, image(7, 7, 30));
    assert.equal(infer('yolo', [null], { grid: 7 }).faults, undefined);
    assert.deepEqual(infer('yolo', [image(null, null, 8)], { grid: 7 }).faults, undefined);
    assert.deepEqual(infer('yolo', [vector(10)]).output, image(null, null, 30));
  });

  it('says when a cell is not a pixel, and which grid is', () => {
    const call: LayerCall = { layer: 'yolo', inputs: [image(14, 14, 512)], args: { grid: 7 } };
    const { argument, message } = onlyFault(call);
    assert.equal(argument, 'grid');
    assert.equal(
      message,
      'yolo predicts for 7×7 cells and is given an image of 14×14×512: a cell is one pixel of it. grid=14 fits.',
    );
    assert.deepEqual(fixTitles(call), ['Set grid=14 ⟶ 14×14 cells']);
    assert.deepEqual(fixTitles({ ...call, inputs: [image(14, 7, 512)] }), []);
  });

  it('takes no tokens', () => {
    assert.equal(infer('yolo', [tokens(20)], { grid: 7 }).faults?.[0]?.code, 'input-not-an-image');
  });
});

import assert from 'node:assert/strict';
import { image, items, vector } from '../../shape.ts';
import { fixTitles, type LayerCall, onlyFault } from '../infer.fixture.ts';
import { infer, params, weightShapes } from './infer.fixture.ts';

const ssd300 = [
  image(38, 38, 512),
  image(19, 19, 1024),
  image(10, 10, 512),
  image(5, 5, 256),
  image(3, 3, 256),
  image(1, 1, 256),
];
const ratios = [[2], [2, 3], [2, 3], [2, 3], [2], [2]];

describe('ssd', () => {
  it('has 8732 boxes and 12,697,890 parameters, as the head of torchvision’s SSD300', () => {
    const inferred = infer('ssd', ssd300, { classes: 91, ratios });
    assert.deepEqual(inferred.outputs, [
      { port: 'scores', shape: items(8732, 91) },
      { port: 'boxes', shape: items(8732, 4) },
    ]);
    assert.equal(params(inferred), 12_697_890);
    // torchvision 0.29, each convolution of the head.
    const offsets = 106463232 + 79847424 + 11059200 + 1382400 + 331776 + 36864;
    const scores = 2422038528 + 1816528896 + 251596800 + 31449600 + 7547904 + 838656;
    assert.equal(inferred.macs, offsets + scores);
    assert.deepEqual(inferred.arithmetic, ['1444·4 + 361·6 + 100·6 + 25·6 + 9·4 + 1·4 = 8732 boxes']);
  });

  it('names weights as torchvision does', () => {
    const shapes = weightShapes(infer('ssd', ssd300, { classes: 91, ratios }));
    assert.equal(shapes['classification_head.module_list.1.weight'], '546×1024×3×3');
    assert.equal(shapes['classification_head.module_list.1.bias'], '546');
    assert.equal(shapes['regression_head.module_list.5.weight'], '16×256×3×3');
    assert.equal(Object.keys(shapes).length, 24);
  });

  it('lets the unknown flow on', () => {
    const { output, faults } = infer('ssd', [image(null, null, 512), image(19, 19, 1024)], {
      classes: 21,
      ratios: [[2], [2]],
    });
    assert.deepEqual(output, items(null, 21));
    assert.equal(faults, undefined);
    assert.equal(infer('ssd', [null, null]).faults, undefined);
  });

  it('says when lists of ratios are not as many as the maps, and mends them', () => {
    const call: LayerCall = { layer: 'ssd', inputs: ssd300, args: { classes: 21, ratios: [[2], [2, 3]] } };
    const { argument, message } = onlyFault(call);
    assert.equal(argument, 'ratios');
    assert.equal(message, 'ssd is given 6 feature maps and 2 lists of ratios; each map has a list of its own.');
    assert.deepEqual(fixTitles(call), [
      `Set ratios=[[2], [2, 3], [2, 3], [2, 3], [2, 3], [2, 3]] ⟶ ${1444 * 4 + (361 + 100 + 25 + 9 + 1) * 6} boxes`,
    ]);
    assert.equal(infer('ssd', ssd300.slice(0, 2), { classes: 21, ratios: [[2], [2, 3]] }).faults, undefined);
  });

  it('says when the filter is larger than a map', () => {
    const call: LayerCall = { layer: 'ssd', inputs: ssd300, args: { classes: 21, ratios, pad: [0, 0, 0, 0] } };
    const { code, input } = onlyFault(call);
    assert.equal(code, 'kernel-too-large');
    assert.equal(input, 5);
    assert.deepEqual(fixTitles(call), ['Set kernel=1 ⟶ 1×1×84', 'Set pad=1 ⟶ 1×1×84', 'Set pad=2 ⟶ 3×3×84']);
  });

  it('takes images alone', () => {
    const [fault] = infer('ssd', [image(38, 38, 512), vector(10)], { classes: 21, ratios: [[2], [2]] }).faults ?? [];
    assert.equal(fault?.code, 'input-not-an-image');
    assert.equal(fault.input, 1);
  });
});

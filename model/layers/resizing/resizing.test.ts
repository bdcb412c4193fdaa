import assert from 'node:assert/strict';
import { GraphBuilder } from '../../build.ts';
import { defaults, type Value } from '../../catalog/arguments.ts';
import { formatShape, image, type Shape, sequence, vector, withLeading } from '../../shape.ts';
import { chain } from '../../zoo.fixture.ts';
import { type Applied, apply, assertFixesMend, type Given } from '../apply.fixture.ts';
import { layerSpec } from '../index.ts';

const on = (input: Shape | null, layer: Applied['layer'], given: Given = {}): Applied => ({ layer, input, given });
const output = (call: Applied) => formatShape(apply(call).output);
const messages = (call: Applied) => apply(call).faults?.map(({ message }) => message) ?? [];
const titles = (call: Applied) => apply(call).faults?.flatMap(({ fixes }) => fixes.map(({ title }) => title)) ?? [];
const frames = withLeading({ axes: ['steps'], extents: [5] }, image(8, 8, 12));

describe('upsample', () => {
  it('enlarges by a factor or to a size', () => {
    assert.equal(output(on(image(7, 9, 3), 'upsample')), '14×18×3');
    assert.equal(output(on(image(7, 9, 3), 'upsample', { factor: [2, 3] })), '14×27×3');
    assert.equal(output(on(image(7, 9, 3), 'upsample', { size: 56, mode: 'bilinear' })), '56×56×3');
    assert.equal(output(on(image(7, 9, 3), 'upsample', { size: [20, 0] })), '20×18×3');
    assert.equal(output(on(frames, 'upsample')), '5×16×16×12');
    assert.equal(output(on(image(null, 9, 3), 'upsample', { mode: 'bed_of_nails' })), '?×18×3');
  });

  it('divides the receptive stride and centers on pixel areas', () => {
    const { layers } = chain([8, 8, 1], [['maxpool', { window: [2, 2] }], ['upsample']]);
    assert.deepEqual(layers[1]?.receptiveField, [2, 2]);
    assert.deepEqual(layers[1]?.receptiveStride, [1, 1]);
    assert.deepEqual(layers[1]?.receptiveOffset, [0, 0]);
    // Bilinear: output p lies at (p + ½)/2 − ½ and reads two inputs a way (PyTorch, align_corners=false).
    const bilinear = chain([8, 8, 1], [['upsample', { mode: 'bilinear' }]]).layers[0];
    assert.deepEqual(
      [bilinear?.receptiveField, bilinear?.receptiveStride, bilinear?.receptiveOffset],
      [
        [2, 2],
        [0.5, 0.5],
        [-0.25, -0.25],
      ],
    );
    assert.deepEqual(chain([8, 8, 1], [['upsample', { mode: 'bed_of_nails' }]]).layers[0]?.receptiveOffset, [0, 0]);
  });

  it('needs whole blocks for a bed of nails, and for nothing else', () => {
    const call = on(image(8, 8, 3), 'upsample', { size: 20, mode: 'bed_of_nails' });
    assert.deepEqual(titles(call), ['Set size=16 ⟶ 16×16×3', 'Set size=24 ⟶ 24×24×3', 'Set mode=nearest ⟶ 20×20×3']);
    assert.equal(assertFixesMend(call, formatShape), 3);
    assert.equal(
      assertFixesMend(on(image(8, 8, 3), 'upsample', { size: [20, 0], mode: 'bed_of_nails' }), formatShape),
      1,
    );
    assert.deepEqual(messages(on(image(8, 8, 3), 'upsample', { size: 20 })), []);
    assert.deepEqual(messages(on(image(8, 8, 3), 'upsample', { size: 24, mode: 'bed_of_nails' })), []);
    assert.deepEqual(messages(on(vector(8), 'upsample')), [
      'upsample enlarges height × width × channels; it is given 8 features.',
    ]);
  });
});

describe('pixel_shuffle and pixel_unshuffle', () => {
  it('undo each other', () => {
    assert.equal(output(on(image(8, 6, 36), 'pixel_shuffle', { factor: 3 })), '24×18×4');
    assert.equal(output(on(image(24, 18, 4), 'pixel_unshuffle', { factor: 3 })), '8×6×36');
    assert.equal(output(on(frames, 'pixel_shuffle', { factor: 2 })), '5×16×16×3');
    const back = chain(
      [8, 8, 4],
      [
        ['pixel_unshuffle', { factor: 2 }],
        ['pixel_shuffle', { factor: 2 }],
      ],
    ).layers[1];
    assert.deepEqual(
      [back?.output, back?.receptiveStride, back?.receptiveOffset],
      [
        [8, 8, 4],
        [1, 1],
        [0, 0],
      ],
    );
  });

  it('say which factors divide', () => {
    const call = on(image(8, 8, 64), 'pixel_shuffle', { factor: 3 });
    assert.deepEqual(messages(call), [
      'pixel_shuffle(3) makes one channel of 3² = 9; 64 channels do not divide: 64/9 = 7.11. factor=2, 4 and 8 would fit, as would 72 channels.',
    ]);
    assert.equal(titles(call).at(-1), 'Insert conv(72, 1x1) ⟶ 24×24×8');
    assert.equal(assertFixesMend(call, formatShape), 4);
    assert.equal(assertFixesMend(on(image(8, 8, 3), 'pixel_shuffle', { factor: 2 }), formatShape), 1);
    const blocks = on(image(12, 18, 3), 'pixel_unshuffle', { factor: 4 });
    assert.deepEqual(titles(blocks), ['Set factor=2 ⟶ 6×9×12', 'Set factor=3 ⟶ 4×6×27', 'Set factor=6 ⟶ 2×3×108']);
    assert.equal(assertFixesMend(blocks, formatShape), 3);
  });

  it('let what is unknown flow on', () => {
    assert.equal(output(on(image(8, 8, null), 'pixel_shuffle', { factor: 2 })), '16×16×?');
    assert.equal(output(on(image(8, null, 3), 'pixel_unshuffle', { factor: 2 })), '4×?×12');
    assert.equal(output(on(null, 'pixel_shuffle', { factor: null })), '?×?×?');
  });
});

describe('pad', () => {
  it('adds what each side says and moves the view', () => {
    const call = on(image(8, 8, 3), 'pad', { sides: [1, 2, 3, 4] });
    assert.equal(output(call), '11×15×3');
    assert.deepEqual(apply(call).window?.before, [1, 3]);
    assert.equal(output(on(frames, 'pad', { sides: 1 })), '5×10×10×12');
    assert.equal(output(on(image(null, 8, 3), 'pad', { sides: 1 })), '?×10×3');
  });

  it('mirrors at most extent − 1, as PyTorch does', () => {
    const call = on(image(4, 8, 3), 'pad', { sides: 4, mode: 'reflect' });
    assert.deepEqual(messages(call), [
      'pad: 4 cannot be mirrored from an extent of 4: beside the border there are 4 − 1 = 3. Up to 3 can, or mode=replicate.',
    ]);
    assert.equal(assertFixesMend(call, formatShape), 3);
    assert.deepEqual(messages(on(image(4, 8, 3), 'pad', { sides: 3, mode: 'reflect' })), []);
    assert.deepEqual(messages(on(image(4, 8, 3), 'pad', { sides: 4, mode: 'replicate' })), []);
    assert.match(messages(on(image(4, 8, 3), 'pad', { sides: 'same' }))[0] ?? '', /say how many rows and columns/);
  });
});

describe('crop', () => {
  const to = (input: Shape, like: Shape | null, given: Given = {}): Applied => ({
    ...on(input, 'crop', given),
    tensors: { to: like },
  });

  it("keeps U-Net's middle: 64 to 56, 136 to 104", () => {
    assert.equal(output(to(image(64, 64, 512), image(56, 56, 512))), '56×56×512');
    assert.deepEqual(apply(to(image(136, 136, 256), image(104, 104, 256))).window?.before, [-16, -16]);
    assert.deepEqual(apply(on(image(9, 8, 3), 'crop', { size: [4, 4] })).arithmetic, [
      'height: 9 − 2 − 3 = 4',
      'width: 8 − 2 − 2 = 4',
    ]);
  });

  it("begins at FCN-32s' offset of 19: 544 to 500", () => {
    const call = to(image(544, 544, 21), image(500, 500, 3), { offset: 19 });
    assert.equal(output(call), '500×500×21');
    assert.deepEqual(apply(call).window?.before, [-19, -19]);
    assert.deepEqual(apply(call).arithmetic, ['544 − 19 − 25 = 500']);
  });

  it('cuts sides', () => {
    assert.equal(output(on(image(8, 9, 3), 'crop', { sides: [1, 2] })), '6×5×3');
    const call = on(image(4, 9, 3), 'crop', { sides: 2 });
    assert.deepEqual(messages(call), ['crop leaves nothing: 4 − 2 − 2 = 0. Up to sides=1 something stays.']);
    assert.equal(assertFixesMend(call, formatShape), 1);
  });

  it('says what cannot be cut', () => {
    const larger = on(image(8, 30, 3), 'crop', { size: 10 });
    assert.deepEqual(messages(larger), ['crop cannot make 10×10 of 8×30: 10 > 8.']);
    assert.deepEqual(titles(larger), ['Set size=8x10 ⟶ 8×10×3']);
    assertFixesMend(larger, formatShape);
    assert.deepEqual(messages(to(image(8, 8, 3), image(10, 10, 1))), ['crop cannot make 10×10 of 8×8: 10 > 8.']);
    const far = to(image(8, 8, 3), image(6, 6, 3), { offset: 3 });
    assert.deepEqual(messages(far), ['crop: 6 from 3 on ends beyond 8: 3 + 6 = 9 > 8. offset can be up to 2.']);
    assert.equal(assertFixesMend(far, formatShape), 2);
    const twice = to(image(8, 8, 3), image(6, 6, 3), { sides: 1 });
    assert.deepEqual(messages(twice), ['crop: sides and to both say what stays; one of them is enough.']);
    assert.equal(assertFixesMend(twice, formatShape), 1);
    assert.equal(assertFixesMend(to(image(8, 8, 3), image(6, 6, 3), { size: 4 }), formatShape), 1);
    assert.match(messages(to(image(8, 8, 3), vector(6)))[0] ?? '', /it is given 6 features\.$/);
  });

  it('lets what is unknown flow on', () => {
    assert.equal(output(to(image(8, 8, 3), null)), '?×?×3');
    assert.equal(output(to(image(null, 8, 3), image(4, null, 1))), '4×?×3');
    assert.equal(output(on(image(8, 8, 3), 'crop', { sides: null })), '?×?×3');
  });
});

describe('maxunpool', () => {
  const pooled = image(7, 7, 64);
  const given = { window: [2, 2], stride: [2, 2], pad: [0, 0, 0, 0], dilation: [1, 1], round: 'auto' };
  const undo = (input: Shape | null, layer = 'maxpool'): Applied => ({
    layer: 'maxunpool',
    input,
    tensors: { of: pooled },
    origins: { of: { layer, args: given, inputs: [image(14, 15, 64)] } },
  });

  it('gives what the pool was given', () => {
    assert.equal(output(undo(pooled)), '14×15×64');
    assert.equal(output(undo(null)), '14×15×64');
    assert.deepEqual(apply(undo(pooled)).saved, [{ name: 'indices', shape: [7, 7, 64], perSample: true }]);
    assert.deepEqual(messages(undo(image(7, null, 64))), []);
  });

  it('says that it is not a maxpool', () => {
    assert.deepEqual(messages(undo(pooled, 'conv')), [
      'maxunpool puts values back where a maxpool took them; of comes from conv.',
    ]);
    assert.match(messages({ ...undo(pooled), origins: {} })[0] ?? '', /of is not the output of one\.$/);
    assert.deepEqual(messages(on(pooled, 'maxunpool')), []);
  });

  it('says that the shapes disagree, and mends channels', () => {
    const call = undo(image(7, 7, 512));
    assert.deepEqual(messages(call), [
      'maxunpool: of put out an image of 7×7×64, and an image of 7×7×512 comes to be put back: they must agree.',
    ]);
    assert.deepEqual(titles(call), ['Insert conv(64, 1x1) ⟶ 14×15×64']);
    assert.equal(assertFixesMend(call, formatShape), 1);
    assert.deepEqual(titles(undo(image(8, 7, 64))), []);
    assert.equal(messages(undo(sequence(7, 64))).length, 1);
  });

  it('undoes the stride of the receptive field in a graph', () => {
    const builder = new GraphBuilder('SegNet');
    builder.input('x', image(8, 8, 3));
    const args = (layer: 'maxpool' | 'maxunpool', values: Given) =>
      ({ ...defaults(layerSpec(layer).args), ...values }) as Record<string, Value>;
    builder.add({ id: 'p1', layer: 'maxpool', args: args('maxpool', { window: [2, 2] }), inputs: ['x'] });
    const built = builder.add({
      id: 'up',
      layer: 'maxunpool',
      args: args('maxunpool', {}),
      inputs: ['p1'],
      tensors: { of: 'p1' },
    });
    assert.deepEqual(built.faults, []);
    assert.deepEqual(built.entry.output, [8, 8, 3]);
    assert.deepEqual(built.entry.receptiveStride, [1, 1]);
    assert.deepEqual(built.entry.receptiveOffset, [0, 0]);
    assert.notEqual(builder.finish().trainingBytes, null);
  });
});

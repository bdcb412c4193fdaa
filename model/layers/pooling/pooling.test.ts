import assert from 'node:assert/strict';
import { formatShape, image, type Shape, sequence, tokens, vector, volume, withLeading } from '../../shape.ts';
import { type Applied, apply, assertFixesMend, type Given } from '../apply.fixture.ts';
import { resultText } from '../expect.ts';

const on = (input: Shape | null, layer: Applied['layer'], given: Given = {}): Applied => ({ layer, input, given });
const output = (call: Applied) => formatShape(apply(call).output);
const messages = (call: Applied) => apply(call).faults?.map(({ message }) => message) ?? [];
const frames = withLeading({ axes: ['steps'], extents: [5] }, image(8, 8, 3));

describe('maxpool and avgpool', () => {
  it('round up without a word where it is asked for', () => {
    const call = on(image(7, 7, 3), 'maxpool', { window: 2, round: 'ceil' });
    assert.equal(output(call), '4×4×3');
    assert.deepEqual(messages(call), []);
    assert.deepEqual(apply(call).arithmetic, ['(7 − 2)/2 + 1 = 3.50, rounded up to 4']);
  });

  it('say where rounding up would start outside', () => {
    assert.deepEqual(apply(on(image(3, 3, 1), 'maxpool', { window: 2, pad: 1, round: 'ceil' })).arithmetic, [
      '(3 − 2 + 2·1)/2 + 1 = 2.50, rounded down to 2: one more would start outside',
    ]);
  });

  it('warn where rows are never seen, and offer either rounding', () => {
    const call = on(image(7, 7, 3), 'maxpool', { window: 2 });
    const [fault] = apply(call).faults ?? [];
    assert.equal(fault?.severity, 'warning');
    assert.deepEqual(
      fault.fixes.map(({ title }) => title),
      [
        'Set stride=1 ⟶ 6×6×3',
        'Set pad=1 ⟶ 4×4×3',
        'Round up: round=ceil ⟶ 4×4×3',
        'Rounding down is meant: round=floor',
      ],
    );
    assertFixesMend(call, formatShape);
    assert.deepEqual(messages(on(image(7, 7, 3), 'avgpool', { window: 2, round: 'floor' })), []);
  });

  it('offer only what mends', () => {
    let fixes = 0;
    for (const input of [image(1, 1, 2), image(7, 9, 2), image(10, 10, 2)])
      for (const window of [2, 3, 5, [2, 3]])
        for (const stride of [1, 2, 3])
          for (const pad of [0, 1, 4])
            for (const round of ['auto', 'ceil'])
              fixes += assertFixesMend(on(input, 'maxpool', { window, stride, pad, round, dilation: 1 }), formatShape);
    assert.ok(fixes > 100, `${fixes}`);
  });

  it('offer a smaller window where the stride may follow it', () => {
    const call = on(image(1, 1, 8), 'maxpool', { window: 2 });
    assert.match(messages(call)[0] ?? '', /^maxpool 2×2 is larger than the height of a 1×1 input: 2 > 1\./);
    assert.ok(apply(call).faults?.[0]?.fixes.some(({ title }) => title === 'Set window=1 ⟶ 1×1×8'));
    assertFixesMend(call, formatShape);
  });

  it('refuse a window that can lie in the padding', () => {
    const call = on(image(8, 8, 3), 'maxpool', { window: 2, pad: 2 });
    assert.equal(apply(call).faults?.[0]?.code, 'window-in-padding');
    assert.ok(assertFixesMend(call, formatShape) > 0);
    assert.deepEqual(messages(on(image(8, 8, 3), 'maxpool', { window: 3, stride: 1, pad: 1 })), []);
  });

  it('dilate', () => {
    assert.equal(output(on(image(8, 8, 3), 'maxpool', { window: 3, stride: 1, dilation: 2 })), '4×4×3');
  });

  it('run along steps and through volumes, and offer each other', () => {
    assert.equal(output(on(sequence(10, 4), 'maxpool1d', { window: 2 })), '5×4');
    assert.equal(output(on(sequence(10, 4), 'avgpool1d', { window: 3, stride: 1, pad: 1 })), '10×4');
    // C3D's pools: the first leaves depth alone; the last pads rows and columns.
    assert.equal(output(on(volume(16, 112, 112, 64), 'maxpool3d', { window: [1, 2, 2] })), '16×56×56×64');
    assert.equal(output(on(volume(2, 7, 7, 512), 'maxpool3d', { window: 2, pad: [0, 1, 1] })), '1×4×4×512');
    assert.equal(output(on(volume(4, 4, 4, 2), 'avgpool3d', { window: 2 })), '2×2×2×2');
    const call = on(sequence(10, 4), 'maxpool', { window: 2 });
    assert.equal(apply(call).faults?.[0]?.fixes[0]?.title, 'Call maxpool1d ⟶ 5 steps × 4 features');
    assert.equal(assertFixesMend(call, resultText), 1);
    assert.equal(assertFixesMend(on(image(8, 8, 2), 'avgpool3d', { window: 2, stride: 1 }), resultText), 1);
    assert.deepEqual(messages(on(vector(9), 'maxpool', { window: 2 })), [
      'maxpool slides over height × width × channels; it is given 9 features.',
    ]);
  });

  it('run at every step', () => assert.equal(output(on(frames, 'avgpool', { window: 2 })), '5×4×4×3'));

  it('let what is unknown flow on', () => {
    assert.equal(output(on(image(8, 8, 3), 'maxpool', { window: null })), '?×?×3');
    assert.equal(output(on(null, 'maxpool', { window: 2 })), '?×?×?');
    assert.equal(output(on(image(8, null, 3), 'avgpool', { window: 2, round: null })), '?×?×3');
  });
});

describe('global pools', () => {
  it('give a vector, or 1×1×C', () => {
    assert.deepEqual(apply(on(image(7, 7, 512), 'global_avgpool')).output, vector(512));
    assert.deepEqual(apply(on(image(7, 7, 512), 'global_avgpool', { keep: true })).output, image(1, 1, 512));
    assert.deepEqual(apply(on(volume(2, 3, 4, 5), 'global_maxpool')).output, vector(5));
    assert.deepEqual(apply(on(volume(2, 3, 4, 5), 'global_maxpool', { keep: true })).output, volume(1, 1, 1, 5));
  });

  it('take all steps of a sequence, and each image of one by itself', () => {
    assert.deepEqual(apply(on(sequence(20, 64), 'global_maxpool')).output, vector(64));
    assert.deepEqual(apply(on(frames, 'global_avgpool')).output, sequence(5, 3));
  });

  it('let what is unknown flow on and say what they cannot pool', () => {
    assert.deepEqual(apply(on(image(null, null, 8), 'global_avgpool')).output, vector(8));
    assert.deepEqual(apply(on(null, 'global_avgpool')).output, vector(null));
    assert.match(messages(on(vector(8), 'global_avgpool'))[0] ?? '', /it is given 8 features\.$/);
    assert.match(messages(on(tokens(8), 'global_avgpool'))[0] ?? '', /it is given 8 steps of tokens\.$/);
  });
});

describe('adaptive pools', () => {
  it('give the size asked for, whatever comes in', () => {
    for (const [height, width] of [
      [7, 7],
      [13, 9],
      [1, 1],
    ])
      assert.equal(output(on(image(height!, width!, 512), 'adaptive_avgpool', { size: 7 })), '7×7×512');
    assert.equal(output(on(frames, 'adaptive_maxpool', { size: [2, 4] })), '5×2×4×3');
    assert.equal(output(on(image(null, null, 3), 'adaptive_maxpool', { size: 2 })), '2×2×3');
  });

  it("see PyTorch's windows: 10 in 4 are 3 wide and 2.5 apart", () => {
    const { window } = apply(on(image(10, 10, 1), 'adaptive_avgpool', { size: 4 }));
    assert.deepEqual(window, { kernel: [3, 3], stride: [2.5, 2.5], before: [0.25, 0.25] });
  });

  it('know their widest window without going over all of them', () => {
    for (let input = 1; input <= 24; input++)
      for (let out = 1; out <= 24; out++) {
        const covered = Array.from(
          { length: out },
          (_, i) => Math.ceil(((i + 1) * input) / out) - Math.floor((i * input) / out),
        );
        const { window } = apply(on(image(input, 30, 1), 'adaptive_avgpool', { size: [out, 2] }));
        assert.equal(window?.kernel[0], Math.max(...covered), `${input} in ${out}`);
      }
  });

  it('see everything at 1×1', () => assert.ok(apply(on(image(7, 7, 2), 'adaptive_avgpool', { size: 1 })).global));
});

describe('fractional_maxpool', () => {
  it('shrinks by the ratio, rounded down', () => {
    assert.equal(output(on(image(25, 32, 8), 'fractional_maxpool', { ratio: Math.SQRT2 })), '17×22×8');
  });

  it('says that nothing is left', () => {
    const call = on(image(1, 8, 8), 'fractional_maxpool', { ratio: 1.5 });
    assert.deepEqual(messages(call), ['fractional_maxpool leaves nothing of a 1×8 input: ⌊1/1.5⌋ = 0.']);
    assert.deepEqual(messages(on(null, 'fractional_maxpool', { ratio: 1.5 })), []);
  });
});

describe('lppool', () => {
  it('slides like a pool without padding, and offers none', () => {
    assert.equal(output(on(image(8, 8, 3), 'lppool', { p: 2, window: 2 })), '4×4×3');
    const call = on(image(7, 7, 3), 'lppool', { p: 2, window: 2 });
    assert.ok(assertFixesMend(call, formatShape) > 0);
    assert.ok(apply(call).faults?.[0]?.fixes.every((fix) => fix.kind === 'set' && fix.argument !== 'pad'));
  });
});

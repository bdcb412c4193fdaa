import assert from 'node:assert/strict';
import { image } from '../../shape.ts';
import { slide } from './arithmetic.ts';
import { type FitQuestion, fitFaults } from './faults.ts';
import { formula } from './words.ts';

const none = [0, 0, 0, 0] as const;
const one = [1, 1] as const;

interface Asked extends Partial<Omit<FitQuestion, 'sliding'>> {
  readonly kernel?: readonly number[];
  readonly stride?: readonly number[];
  readonly pad?: readonly number[];
  readonly dilation?: readonly number[];
}

const question = ({ kernel = [3, 3], stride = [3, 3], pad = none, dilation = one, ...over }: Asked): FitQuestion => ({
  layer: 'conv',
  input: image(7, 7, 3),
  sliding: { kernel, stride, pad, dilation },
  unseen: 'error',
  outputOf: ([height = null, width = null]) => image(height, width, 8),
  ...over,
});

const along = (kernel: number, stride: number, pad: 'same' | readonly number[]) => ({
  kernel: [kernel, kernel],
  stride: [stride, stride],
  pad,
  dilation: one,
});

describe('window', () => {
  // CS231n, lecture 5: a 7×7 input and a 3×3 filter.
  for (const [stride, out] of [
    [1, 5],
    [2, 3],
  ] as const) {
    it(`7 under 3 at stride ${stride} gives ${out}`, () => assert.equal(slide(7, along(3, stride, none), 0).out, out));
  }

  it('covers a ResNet stem without a word: 224 under 7 at stride 2, pad 3', () => {
    const pad = [3, 3, 3, 3] as const;
    assert.deepEqual(slide(224, along(7, 2, pad), 0), {
      out: 112,
      span: 7,
      before: 3,
      after: 3,
      unseen: 0,
      exact: false,
    });
    assert.deepEqual(fitFaults(question({ input: image(224, 224, 3), kernel: [7, 7], stride: [2, 2], pad })), []);
  });

  it('pads `same` unevenly for an even total, as Keras does', () => {
    assert.deepEqual(slide(32, along(3, 2, 'same'), 1), {
      out: 16,
      span: 3,
      before: 0,
      after: 1,
      unseen: 0,
      exact: true,
    });
  });

  it('lets an unknown extent flow on', () => {
    const sliding = along(3, 1, none);
    assert.equal(slide(null, sliding, 0).out, null);
    assert.equal(formula(null, sliding, 0, slide(null, sliding, 0)), '(? − 3)/1 + 1');
  });

  it('says the arithmetic of what does not fit, and what would', () => {
    const [fault, ...rest] = fitFaults(question({}));
    assert.deepEqual(rest, []);
    assert.equal(fault?.code, 'window-does-not-fit');
    assert.equal(fault.argument, 'stride');
    assert.equal(
      fault.message,
      'conv 3×3, stride 3 does not fit a 7×7 input: (7 − 3)/3 + 1 = 2.33; the last row and column are never seen. Strides 1, 2 and 4 fit, as does pad=1.',
    );
    assert.ok(
      fault.fixes.some((fix) => fix.kind === 'set' && fix.title === 'Set stride=2 ⟶ 3×3×8' && fix.value === '2'),
    );
  });

  it('names the axis that does not fit', () => {
    const [fault] = fitFaults(question({ input: image(6, 7, 3) }));
    assert.match(fault?.message ?? '', /\(7 − 3\)\/3 \+ 1 = 2\.33; the last column is never seen\./);
  });

  it('is silent where the stride is longer than the kernel: the gaps are meant', () => {
    assert.deepEqual(fitFaults(question({ kernel: [1, 1], stride: [2, 2], input: image(8, 8, 3) })), []);
  });

  it('refuses a kernel larger than the padded input', () => {
    const [fault] = fitFaults(question({ kernel: [11, 11], stride: [1, 1], pad: [1, 1, 1, 1] }));
    assert.equal(fault?.code, 'kernel-too-large');
    assert.equal(
      fault.message.startsWith('conv 11×11 is larger than the height of a 7×7 input padded to 9: 11 > 9.'),
      true,
    );
  });

  it('writes dilation out', () => {
    const sliding = { kernel: [3, 3], stride: one, pad: [2, 2, 2, 2], dilation: [2, 2] };
    assert.equal(formula(28, sliding, 0, slide(28, sliding, 0)), '(28 − 2·(3 − 1) − 1 + 2·2)/1 + 1 = 28');
  });

  it('measures a dilated kernel by its span', () => {
    const [fault] = fitFaults(question({ stride: one, dilation: [4, 4] }));
    assert.equal(
      fault?.message,
      'conv 3×3 dilated by 4 is larger than the height of a 7×7 input: 4·(3 − 1) + 1 = 9 > 7. kernel=1 and 2 would fit, as do pad=1 and 2.',
    );
    assert.ok(fault.fixes.some((fix) => fix.title === 'Set dilation=3 ⟶ 1×1×8'));
  });

  it('changes only the axis at fault where axes differ', () => {
    const [fault] = fitFaults(question({ input: image(9, 8, 3), kernel: [1, 3], stride: [1, 2] }));
    assert.deepEqual(
      fault?.fixes.map(({ title }) => title),
      [
        'Set stride=1 ⟶ 9×6×8',
        'Set pad=(0, 1) ⟶ 9×4×8',
        'Set pad=(0, 2) ⟶ 9×5×8',
        'Set kernel=1x2 ⟶ 9×4×8',
        'Set kernel=1x4 ⟶ 9×3×8',
      ],
    );
  });
});

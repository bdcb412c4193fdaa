import assert from 'node:assert/strict';
import { image } from '../../shape.ts';
import { type FitQuestion, fitFaults, formula, slide } from './window.ts';

const none = [0, 0, 0, 0] as const;
const question = (over: Partial<FitQuestion>): FitQuestion => ({
  layer: 'conv',
  input: image(7, 7, 3),
  kernel: [3, 3],
  stride: [3, 3],
  pad: none,
  unseen: 'error',
  outChannels: 8,
  ...over,
});

describe('window', () => {
  // CS231n, lecture 5: a 7×7 input and a 3×3 filter.
  for (const [stride, out] of [
    [1, 5],
    [2, 3],
  ] as const) {
    it(`7 under 3 at stride ${stride} gives ${out}`, () => assert.equal(slide(7, 3, stride, none, 0).out, out));
  }

  it('covers a ResNet stem without a word: 224 under 7 at stride 2, pad 3', () => {
    const pad = [3, 3, 3, 3] as const;
    assert.deepEqual(slide(224, 7, 2, pad, 0), { out: 112, before: 3, after: 3, unseen: 0 });
    assert.deepEqual(fitFaults(question({ input: image(224, 224, 3), kernel: [7, 7], stride: [2, 2], pad })), []);
  });

  it('pads `same` unevenly for an even total, as Keras does', () => {
    assert.deepEqual(slide(32, 3, 2, 'same', 1), { out: 16, before: 0, after: 1, unseen: 0 });
  });

  it('lets an unknown extent flow on', () => {
    assert.equal(slide(null, 3, 1, none, 0).out, null);
    assert.equal(formula(null, 3, 1, 0, 0), '(? − 3)/1 + 1');
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

  it('offers only fixes that fit', () => {
    for (const input of [7, 10, 23]) {
      for (const stride of [2, 3, 4]) {
        const asked = question({ input: image(input, input, 3), kernel: [5, 5], stride: [stride, stride] });
        for (const fix of fitFaults(asked).flatMap((fault) => fault.fixes)) {
          if (fix.kind !== 'set') continue;
          const n = Number(fix.value);
          const changed =
            fix.argument === 'stride'
              ? { stride: [n, n] as const }
              : fix.argument === 'kernel'
                ? { kernel: [n, n] as const }
                : { pad: [n, n, n, n] as const };
          assert.deepEqual(fitFaults({ ...asked, ...changed }), [], fix.title);
        }
      }
    }
  });
});

import assert from 'node:assert/strict';
import { analyze } from './analyze.ts';
import { applyChanges, applyFix, compose, soleFix } from './fix.ts';
import { fixAll } from './fix-all.ts';

const fixedAll = (text: string, mostSteps?: number) => fixAll(analyze('a.nn', text), {}, mostSteps);

const inModel = (...lines: readonly string[]) =>
  `model A {\n  input(x, 8x8x3)\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

/** Changes made in the text before give the text after. */
function fixed(text: string): string {
  const { text: after, changes } = fixedAll(text);
  assert.equal(applyChanges(text, changes), after);
  assert.deepEqual(fixedAll(after).changes, []);
  return after;
}

describe('fixing everything', () => {
  it('mends what has one remedy, wherever it is', () =>
    assert.equal(
      fixed(inModel('rellu', 'conv(4, 3x3, strid=1)', 'flaten', 'dense(10)')),
      inModel('relu', 'conv(4, 3x3, stride=1)', 'flatten', 'dense(10)'),
    ));

  it('does not mend what is right once something before it is', () =>
    assert.equal(fixed(inModel('flaten', 'dense(10)')), inModel('flatten', 'dense(10)')));

  it('puts words of other frameworks into ours, without what they count besides', () =>
    assert.equal(
      fixed(
        inModel(
          'nn.Conv2d(3, 64, kernel_size=3, padding=1)',
          'BatchNorm2d(64)',
          'silu',
          'Conv2D(8, 3)',
          'flatten',
          'nn.Linear(in_features=512, out_features=10)',
        ),
      ),
      inModel(
        'conv(64, kernel=3, pad=1, bias=false)',
        'batchnorm()',
        'swish',
        'conv(8, 3)',
        'flatten',
        'dense(units=10)',
      ),
    ));

  it('makes no other network of a guess or by a layer more', () => {
    for (const line of ['glu', 'zelu', 'conv2', 'crelu', 'dense(4)', 'MultiheadAttention(64, 8)']) {
      const text = inModel('let hidden = 4', line, 'dense(hidden1)');
      assert.equal(fixed(text), text);
      assert.ok(analyze('a.nn', text).diagnostics.length > 0);
    }
  });

  it('leaves what has several remedies or none', () => {
    const text = inModel('conv(4, 3x3, stride=3)', 'nothing_like_it');
    assert.equal(fixed(text), text);
  });

  it('goes on with what a fix uncovers, and says what it did', () => {
    const text = inModel(
      'let half = 4',
      'let all = 2 * half',
      'conv(8, 3x3); batchnorm; relu',
      'relu',
      'flaten',
      'dense(10)',
    );
    assert.equal(fixed(text), inModel('conv(8, 3x3, bias=false); batchnorm; relu', 'flatten', 'dense(10)'));
    assert.deepEqual(
      fixedAll(text).applied.map(({ line, column, code, title }) => `${line}:${column} ${code}: ${title}`),
      [
        '7:3 unknown-layer: Replace by flatten',
        '4:7 unused-let: Remove all',
        '3:7 unused-let: Remove half',
        '3:3 bias-before-batchnorm: Set bias=false',
        '4:3 activation-twice: Remove relu',
      ],
    );
  });

  it('mends many of one kind at a time, and says of each where it was when those before it were mended', () => {
    const text = inModel('let half = 4', 'let all = 8', 'conv(8, 3x3)', 'flatten', 'dense(10)');
    assert.equal(fixed(text), inModel('conv(8, 3x3)', 'flatten', 'dense(10)'));
    assert.deepEqual(
      fixedAll(text).applied.map(({ line, column, title }) => `${line}:${column} ${title}`),
      ['3:7 Remove half', '3:7 Remove all'],
    );
  });

  it('mends brackets of one kind with one check, and stops after so many steps', () => {
    const open = inModel(...Array.from({ length: 40 }, (_, i) => `a${i} = conv(4, 1x1`), 'rellu');
    const { text, applied } = fixedAll(open, 1);
    assert.equal(text, inModel(...Array.from({ length: 40 }, (_, i) => `a${i} = conv(4, 1x1)`), 'rellu'));
    assert.equal(applied.length, 40);
    assert.equal(fixedAll(text, 1).text, text.replace('rellu', 'relu'));
  });

  it('takes back what would leave more errors, and goes on', () => {
    // Named right, the layer is given what it does not take, at both of its places.
    const block = 'block B {\n  conv1d(4, 3)\n}\n';
    const text = `model A {\n  input(x, 8x8x3)\n  conv1dd(4, 3) -> conv1d(4, 3)\n  rellu\n}\n`;
    const errors = (of: string) =>
      analyze('a.nn', of).diagnostics.filter(({ severity }) => severity === 'error').length;
    const { text: after } = fixedAll(text);
    assert.ok(errors(after) <= errors(text));
    assert.match(after, /\n {2}relu\n/);
    assert.equal(fixed(block), block);
  });
});

describe('a fix', () => {
  const fix = (...preferred: readonly (boolean | undefined)[]) =>
    soleFix({
      ...{ code: '', severity: 'warning', message: '', start: 0, end: 0, related: [] },
      fixes: preferred.map((mark, i) => ({
        title: `${i}`,
        changes: [],
        ...(mark === undefined ? {} : { preferred: mark }),
      })),
    })?.title;

  it('needs no choice where it is the only one, or marked', () => {
    assert.deepEqual([fix(), fix(undefined), fix(undefined, undefined)], [undefined, '0', undefined]);
    assert.deepEqual([fix(undefined, true), fix(false), fix(false, true)], ['1', undefined, '1']);
  });

  it('after others is a change of the text before all of them', () => {
    const text = 'abcdefghij';
    let made = compose([], text, { start: 2, end: 4, text: 'XYZ' });
    let current = applyChanges(text, made);
    assert.equal(current, 'abXYZefghij');
    for (const [start, end, put] of [
      [8, 9, ''],
      [0, 1, '--'],
      [5, 7, '+'],
      [3, 9, '!'],
      [0, 0, '>'],
    ] as const) {
      const next = applyFix(current, { title: '', changes: [{ start, end, text: put }] });
      made = compose(made, current, { start, end, text: put });
      current = next;
      assert.equal(applyChanges(text, made), current);
      for (const [i, { start: from }] of made.entries()) assert.ok(i === 0 || (made[i - 1]?.end ?? 0) < from);
    }
  });
});

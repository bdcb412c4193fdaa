import assert from 'node:assert/strict';
import { fixAll } from './fix-all.ts';

const inModel = (...lines: readonly string[]) =>
  `model A {\n  input(x, 8x8x3)\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

/** Changes made in the text before give the text after. */
function fixed(text: string): string {
  const { text: after, changes } = fixAll('a.nn', text);
  const again = changes.reduceRight(
    (result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end),
    text,
  );
  assert.equal(again, after);
  assert.deepEqual(fixAll('a.nn', after).changes, []);
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
  it('leaves what has several remedies or none', () => {
    const text = inModel('conv(4, 3x3, stride=3)', 'nothing_like_it');
    assert.equal(fixed(text), text);
  });
});

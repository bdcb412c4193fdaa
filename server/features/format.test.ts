import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatting, onTypeFormatting } from './format.ts';
import { checkedText, SMALL } from './marked.fixture.ts';

const messy = 'model A{\ninput( x,8x8x1 )\n      conv(4,3x3)   # first\n  relu\n}\n';
const lines = (text: string) => text.split('\n');

describe('formatting', () => {
  const checked = checkedText(messy);
  const applied = (edits: ReturnType<typeof formatting>) => TextDocument.applyEdits(checked.document, edits);
  const whole = applied(formatting(checked));

  it('moves white space', () => {
    assert.equal(whole.replaceAll(/\s/g, ''), messy.replaceAll(/\s/g, ''));
    assert.deepEqual(lines(whole).slice(0, 2), ['model A {', '  input(x, 8x8x1)']);
  });
  it('is done when done once', () => assert.deepEqual(formatting(checkedText(whole)), []));
  it('has nothing to do in a file that is in order', () => assert.deepEqual(formatting(checkedText(SMALL)), []));
  it('of a part touches nothing else', () => {
    const range = { start: { line: 1, character: 3 }, end: { line: 1, character: 16 } };
    const after = lines(applied(formatting(checked, range)));
    assert.deepEqual(after, [lines(messy)[0], lines(whole)[1], ...lines(messy).slice(2)]);
  });
  it('while typing is of the line above a new one, and of the line of a brace', () => {
    const above = lines(applied(onTypeFormatting(checked, { line: 2, character: 0 }, '\n')));
    assert.deepEqual(above, [lines(messy)[0], lines(whole)[1], ...lines(messy).slice(2)]);
    assert.deepEqual(onTypeFormatting(checked, { line: 0, character: 0 }, '\n'), []);
    assert.deepEqual(lines(applied(onTypeFormatting(checked, { line: 0, character: 8 }, '}')))[0], 'model A {');
  });
});

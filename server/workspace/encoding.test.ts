import assert from 'node:assert/strict';
import { chooseEncoding, documentsIn } from './encoding.ts';

/** Characters of one, two, three and four bytes. */
const TEXT = 'a = "é×🧠"\nnaïve\n';

describe('positions', () => {
  it('are counted as the editor prefers, of what the server knows', () => {
    assert.equal(chooseEncoding(undefined), 'utf-16');
    assert.equal(chooseEncoding(['utf-32', 'utf-8', 'utf-16']), 'utf-8');
    assert.equal(chooseEncoding(['utf-16', 'utf-8']), 'utf-16');
    assert.equal(chooseEncoding(['utf-32']), 'utf-16');
  });

  const { create, update } = documentsIn(() => 'utf-8');

  it('are bytes of UTF-8 where they are to be', () => {
    const document = create('file:///a', '', 1, TEXT);
    const at = (needle: string) => document.positionAt(TEXT.indexOf(needle));
    assert.deepEqual(at('×'), { line: 0, character: 7 });
    assert.deepEqual(at('🧠'), { line: 0, character: 9 });
    assert.deepEqual(at('"\n'), { line: 0, character: 13 });
    assert.deepEqual(at('ve'), { line: 1, character: 4 });
    // Every place in the text comes back as it went.
    for (let offset = 0; offset <= TEXT.length; offset++) {
      if (TEXT.charCodeAt(offset) >> 10 === 0x37) continue;
      assert.equal(document.offsetAt(document.positionAt(offset)), offset);
    }
  });

  it('within a character are at its start, behind the line at its end', () => {
    const document = create('file:///a', '', 1, TEXT);
    assert.equal(document.offsetAt({ line: 0, character: 11 }), TEXT.indexOf('🧠'));
    assert.equal(document.offsetAt({ line: 0, character: 99 }), TEXT.indexOf('\n'));
    assert.equal(document.offsetAt({ line: 9, character: 0 }), TEXT.length);
  });

  it('of changes are read one after the other', () => {
    const document = create('file:///a', '', 1, TEXT);
    const range = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    const changes = [
      { range: range(0, 9, 13), text: '×' },
      { range: range(0, 9, 11), text: '' },
      { range: range(1, 2, 4), text: 'i' },
    ];
    const changed = update(document, changes, 2);
    assert.equal(changed.getText(), 'a = "é×"\nnaive\n');
    assert.equal(changed.version, 2);
    assert.equal(changed.getText(range(1, 0, 2)), 'na');
  });
});

import assert from 'node:assert/strict';
import { checkedText, SMALL } from './marked.fixture.ts';
import { legend, semanticTokens } from './semantic-tokens.ts';

/** Tokens in words: the text, its type, and `!` where it is defined. */
function tokens(text: string): string[] {
  const { data } = semanticTokens(checkedText(text)).build();
  const lines = text.split('\n');
  const found: string[] = [];
  for (let i = 0, line = 0, character = 0; i < data.length; i += 5) {
    const [down, right, length, type, modifiers] = data.slice(i, i + 5) as [number, number, number, number, number];
    line += down;
    character = down === 0 ? character + right : right;
    const word = lines[line]!.slice(character, character + length);
    found.push(`${word} ${legend.tokenTypes[type]}${modifiers === 1 ? '!' : ''}`);
  }
  return found;
}

describe('semantic tokens', () => {
  it('tell layers, tensors, values and items apart', () =>
    assert.deepEqual(tokens(SMALL), [
      'Net class!',
      'classes parameter!',
      'width parameter!',
      'input function',
      'image variable!',
      'inner variable!',
      'width parameter',
      'width parameter',
      'width parameter',
      'stem variable!',
      'conv function',
      'inner variable',
      'relu function',
      'top variable!',
      'stem variable',
      'flatten function',
      'scores variable!',
      'dense function',
      'classes parameter',
      'set class!',
      'Net class',
      'classes parameter',
      'set class',
      'run class!',
    ]));
  it('are in order and do not overlap in any half of a file', () => {
    for (let end = 1; end <= SMALL.length; end++) {
      const { data } = semanticTokens(checkedText(SMALL.slice(0, end))).build();
      for (let i = 5; i < data.length; i += 5) {
        assert.ok(data[i]! > 0 || data[i + 1]! >= data[i - 3]!, SMALL.slice(0, end));
      }
    }
  });
});

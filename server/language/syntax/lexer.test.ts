import assert from 'node:assert/strict';
import { lex, type TokenKind } from './lexer.ts';
import { randomOf } from './mutate.fixture.ts';

/** The rules, in order of precedence: the first pattern that fits here gives the token. */
const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['newline', /\r?\n/y],
  ['space', /[^\S\r\n]+|\r/y],
  ['comment', /#[^\r\n]*/y],
  ['string', /"(?:\\[^\r\n]|[^"\\\r\n])*"?/y],
  ['size', /\d+(?:x\d+)+(?![A-Za-z0-9_])/y],
  ['float', /(?:\d+\.(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)(?![A-Za-z0-9_])/y],
  ['integer', /\d+(?![A-Za-z0-9_])/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*|\d+[A-Za-z0-9_]+/y],
  ['symbol', /->|\/\/|==|!=|<=|>=|\.\.|[(){}[\],;:=+\-*/%<>.?]/y],
  ['unknown', /[\s\S]/uy],
];

function byPattern(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null) continue;
      found.push(`${kind} ${match[0]}`);
      at += match[0].length;
      break;
    }
  }
  return found;
}

const shown = (text: string) => lex(text).map(({ kind, text: found }) => `${kind} ${found}`);

describe('the lexer', () => {
  it('takes numbers, sizes and names apart', () => {
    assert.deepEqual(
      shown('3x3 32x32x3 kxk 3xk 1e-3 1.5 .5 1. 0..n a.b 1e 12').filter((token) => !token.startsWith('space')),
      [
        'size 3x3',
        'size 32x32x3',
        'name kxk',
        'name 3xk',
        'float 1e-3',
        'float 1.5',
        'float .5',
        'float 1.',
        'integer 0',
        'symbol ..',
        'name n',
        'name a',
        'symbol .',
        'name b',
        'name 1e',
        'integer 12',
        'end ',
      ],
    );
  });

  it('ends a text that is not closed at the line, and a comment before the line break', () => {
    assert.deepEqual(shown('"a\\"b" "c\r\n# d\r\n\\'), [
      'string "a\\"b"',
      'space  ',
      'string "c',
      'newline \r\n',
      'comment # d',
      'newline \r\n',
      'unknown \\',
      'end ',
    ]);
  });

  it('follows the patterns on anything, without a gap', () => {
    const random = randomOf(7);
    const pieces = ['0', '1', '12', 'x', 'e', 'E', '.', '-', '+', 'a', '_', '"', '\\', '#', '\n', '\r', ' ', '\t'];
    pieces.push('(', '?', '!', '=', '<', '>', '/', '…', '\u00a0', '\u{1f600}', '\ud800', '\ufeff');
    for (let round = 0; round < 20_000; round++) {
      const text = Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join('');
      const tokens = lex(text);
      assert.deepEqual(shown(text).slice(0, -1), byPattern(text), JSON.stringify(text));
      for (const [i, { start, end, text: own }] of tokens.entries()) {
        assert.equal(start, tokens[i - 1]?.end ?? 0);
        assert.equal(text.slice(start, end), own);
      }
    }
  });
});

import assert from 'node:assert/strict';
import { byLine } from './by-line.fixture.ts';
import { lex, type Token } from './lexer.ts';
import { parse } from './parser.ts';
import { texts } from './texts.fixture.ts';

const blank = ['end', 'newline', 'space', 'comment'];

/** A text without one of its tokens, for each of them. */
function* deletions(text: string): Generator<{ token: Token; line: number; without: string }> {
  let line = 1;
  for (const token of lex(text)) {
    if (!blank.includes(token.kind)) {
      yield { token, line, without: text.slice(0, token.start) + text.slice(token.end) };
    }
    if (token.kind === 'newline') line++;
  }
}

const elsewhere = (found: readonly string[], line: number) => found.filter((entry) => !entry.startsWith(`${line} `));

describe('deleting any one token', () => {
  for (const [name, text] of texts) {
    it(`keeps layers, settings and names on all other lines of ${name}`, () => {
      const all = byLine(text, parse(text));
      for (const { token, line, without } of deletions(text)) {
        const found = byLine(without, parse(without));
        assert.deepEqual(elsewhere(found, line), elsewhere(all, line), `without ${token.text} in line ${line}`);
      }
    });

    it(`keeps the blocks of ${name} if it is a brace, says so once, and what it says mends it`, () => {
      const all = byLine(text, parse(text), true);
      for (const { token, line, without } of deletions(text)) {
        if (token.text !== '{' && token.text !== '}') continue;
        const tree = parse(without);
        const message = `without ${token.text} in line ${line}`;
        assert.deepEqual(elsewhere(byLine(without, tree, true), line), elsewhere(all, line), message);
        assert.equal(tree.problems.length, 1, message);
        const [{ insert, end }] = tree.problems as [(typeof tree.problems)[number]];
        if (token.text === '}') assert.ok(insert !== undefined, message);
        if (insert === undefined) continue;
        assert.deepEqual(parse(without.slice(0, end) + insert + without.slice(end)).problems, [], message);
      }
    });
  }
});

/**
 * What the parser reads: the tokens that mean something, with every brace closed. Where a brace is missing or too many,
 * indentation says where it belongs, so that one slip stays on its line. `}` and `{` that are put in thought are tokens
 * without width; closing brackets that close nothing become `unknown`.
 */
import { mendBraces } from './braces.ts';
import { type Brackets, pairBrackets } from './brackets.ts';
import type { Token } from './lexer.ts';
import { splitLines } from './line-breaks.ts';
import type { SyntaxProblem } from './tree.ts';

/** A token that is put in thought before the token of this index. */
export interface Insertion {
  readonly before: number;
  readonly text: string;
}

export interface Structure {
  /** Without white space and comments, and without line breaks inside of brackets. */
  readonly stream: readonly Token[];
  readonly problems: SyntaxProblem[];
}

/** Of tokens without white space and comments. */
export function structureOf(tokens: readonly Token[]): Structure {
  const brackets = pairBrackets(tokens);
  if (brackets.simple) return { stream: tokens, problems: [] };

  const problems: SyntaxProblem[] = [];
  const insertions: Insertion[] = [];
  const lines = splitLines(brackets, insertions, problems);
  mendBraces(brackets, lines, insertions, problems);
  return { stream: build(brackets, insertions), problems };
}

function build({ tokens, free, stray }: Brackets, insertions: Insertion[]): Token[] {
  insertions.sort((a, b) => a.before - b.before);
  const stream: Token[] = [];
  let next = 0;
  for (const [i, token] of tokens.entries()) {
    for (; insertions[next]?.before === i; next++) {
      const at = positionBefore(tokens, i);
      stream.push({ kind: 'symbol', text: (insertions[next] as Insertion).text, start: at, end: at });
    }
    if (free[i] === 1) continue;
    stream.push(stray[i] === 1 ? { ...token, kind: 'unknown' } : token);
  }
  return stream;
}

/** In the file, what is put before the first token of a line stands there, all else right behind what comes before. */
function positionBefore(tokens: readonly Token[], i: number): number {
  const before = tokens[i - 1];
  return before === undefined || before.kind === 'newline' ? (tokens[i] as Token).start : before.end;
}

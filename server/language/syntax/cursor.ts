/**
 * The parser's place among the tokens. White space and comments are passed over, newlines too while a bracket is open.
 * An open bracket closes by itself where the next line starts like a statement.
 */
import type { Range } from '../analysis.ts';
import type { Token, TokenKind } from './lexer.ts';
import type { SyntaxProblem } from './tree.ts';

export class Cursor {
  readonly #tokens: readonly Token[];
  /** Indices of tokens that mean something, newlines included. */
  readonly #index: readonly number[];
  readonly problems: SyntaxProblem[] = [];
  #at = 0;
  #brackets = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#index = tokens.flatMap(({ kind }, i) => (kind === 'space' || kind === 'comment' ? [] : [i]));
  }

  #token(at: number): Token {
    return this.#tokens[this.#index[Math.min(at, this.#index.length - 1)] as number] as Token;
  }

  #skipNewlines(): void {
    if (this.#brackets === 0) return;
    while (this.#token(this.#at).kind === 'newline' && !this.#lineStartsStatement()) this.#at++;
  }

  get token(): Token {
    this.#skipNewlines();
    return this.#token(this.#at);
  }

  /** The token after this one on the same line, or whatever comes. */
  get following(): Token {
    this.#skipNewlines();
    return this.#token(this.#at + 1);
  }

  /** The last token taken. */
  get previous(): Token {
    return this.#token(Math.max(0, this.#at - 1));
  }

  is(text: string): boolean {
    const { kind, text: found } = this.token;
    return found === text && (kind === 'symbol' || kind === 'name');
  }

  kind(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  take(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.take();
    return true;
  }

  open(): Token {
    const token = this.take();
    this.#brackets++;
    return token;
  }

  /** Takes the closing bracket, or says that it is missing. */
  close(text: string, from: Token): void {
    const found = this.is(text);
    this.#brackets--;
    if (found) this.#at++;
    else
      this.problem('bracket-not-closed', from, `${from.text} is not closed: ${text} is missing.`, {
        insertAt: this.previous.end,
        insert: text,
      });
  }

  atLineEnd(): boolean {
    const { kind, text } = this.token;
    return kind === 'newline' || kind === 'end' || (kind === 'symbol' && (text === ';' || text === '}'));
  }

  /** Within an open bracket at a line's end: does the next line start like a statement? */
  #lineStartsStatement(): boolean {
    let at = this.#at;
    while (this.#token(at).kind === 'newline') at++;
    const first = this.#token(at);
    if (first.kind === 'end' || first.text === '}') return true;
    if (first.kind !== 'name') return false;
    const before = this.#token(this.#at - 1);
    const expectsMore = before.kind === 'symbol' && !')]}'.includes(before.text);
    if (!expectsMore) return true;
    const [second, third, fourth] = [this.#token(at + 1), this.#token(at + 2), this.#token(at + 3)];
    if (second.kind === 'newline' || second.kind === 'end' || second.text === '->' || second.text === ';') return true;
    if (second.text === '=') return third.kind === 'name' && (fourth.text === '(' || fourth.text === '->');
    return second.text === '(' || (second.kind === 'name' && first.text === 'let');
  }

  /** Whether the token begins a line at its very start: where items stand. */
  startsLine(): boolean {
    this.#skipNewlines();
    const index = this.#index[this.#at] as number;
    return index === 0 || this.#tokens[index - 1]?.kind === 'newline';
  }

  problem(
    code: string,
    { start, end }: Range,
    message: string,
    mend: { insertAt?: number; insert?: string } = {},
  ): void {
    const at = mend.insertAt ?? end;
    this.problems.push({
      code,
      start,
      end: mend.insert === undefined ? end : Math.max(end, at),
      message,
      ...(mend.insert === undefined ? {} : { insert: mend.insert }),
    });
  }

  /** Says what was expected here; the range is the token found, or the end of the line before it. */
  expected(what: string): void {
    const { token, previous } = this;
    const missing = token.kind === 'newline' || token.kind === 'end';
    const range = missing ? { start: previous.start, end: previous.end } : token;
    const found = missing ? 'the line ends' : `"${token.text}" stands here`;
    this.problem('syntax', range, `Expected ${what}; ${found}.`);
  }

  /** Passes over the rest of a statement, whole brackets and blocks with it. */
  skipStatement(): void {
    let depth = 0;
    while (!this.kind('end')) {
      const { text, kind } = this.token;
      if (depth === 0 && (kind === 'newline' || text === ';' || text === '}')) return;
      if (kind === 'symbol' && '({['.includes(text)) depth++;
      if (kind === 'symbol' && ')}]'.includes(text)) depth = Math.max(0, depth - 1);
      this.#at++;
    }
  }

  /** Looks ahead from the current token without taking anything. */
  ahead(n: number): Token {
    return this.#token(this.#at + n);
  }
}

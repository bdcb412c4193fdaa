/**
 * The parser's place in the stream of tokens, and what it says on the way. Of the slips in one statement only the first
 * is said, as the others mostly follow from it; brackets that are not closed are said each.
 */
import type { Range, TextChange } from '../analysis.ts';
import type { Token, TokenKind } from './lexer.ts';
import { isMap } from './signs.ts';
import type { SyntaxProblem } from './tree.ts';

/** How deep brackets, blocks and operators may stand within each other, so that no reader of the tree runs out of stack. */
export const DEEPEST = 200;

export class Cursor {
  readonly #stream: readonly Token[];
  readonly problems: SyntaxProblem[];
  /** Of the expression parsed last: how many nodes it has from its root to its deepest leaf. */
  height = 0;
  /** The token that stands here. */
  token: Token;
  #at = 0;
  #depth = 0;
  /** A slip of this statement is said. */
  #quiet = false;
  /** While the cursor stands here nothing is said: what is too deep was passed over. */
  #muted = -1;
  #saidTooDeep = false;
  /** For each bracket that is open somewhere the one that closes it; found when it is first asked for. */
  #closing: Int32Array | null = null;

  constructor(stream: readonly Token[], problems: SyntaxProblem[]) {
    this.#stream = stream;
    this.problems = problems;
    this.token = stream[0] as Token;
  }

  /** Index of the token; grows with every one that is taken. */
  get at(): number {
    return this.#at;
  }

  ahead(n: number): Token {
    return this.#stream[this.#at + n] ?? (this.#stream.at(-1) as Token);
  }

  get following(): Token {
    return this.ahead(1);
  }

  /** The last token taken. */
  get previous(): Token {
    return this.#stream[this.#at - 1] ?? this.token;
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
    if (token.kind === 'end') return token;
    this.#at++;
    this.token = this.#stream[this.#at] as Token;
    if (this.#quiet) this.#quiet = !endsStatement(token) && token.text !== '{';
    return token;
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.take();
    return true;
  }

  /** The index of what closes the bracket at this index; −1 where it is not closed before its line ends. */
  closing(at: number): number {
    this.#closing ??= closingBrackets(this.#stream);
    return this.#closing[at] ?? -1;
  }

  /** Takes a token, an open bracket with all it holds. */
  takeWhole(): void {
    const end = this.is('(') || this.is('[') ? this.closing(this.#at) : -1;
    do this.take();
    while (this.#at <= end);
  }

  atLineEnd(): boolean {
    return endsStatement(this.token);
  }

  /** Where an open bracket ends at the latest: a block starts or the line ends. */
  atBracketEnd(): boolean {
    return this.atLineEnd() || (this.is('{') && !this.atMap());
  }

  atMap(): boolean {
    return this.is('{') && isMap(this.#stream, this.#at);
  }

  /** Takes the closing bracket, or says that it is missing. */
  close(text: string, from: Range & { readonly text: string }): void {
    if (this.accept(text)) return;
    const { end } = this.previous;
    const message = `${from.text} is not closed: ${text} is missing.`;
    this.#say({ code: 'bracket-not-closed', start: from.start, end: Math.max(end, from.end), message, insert: text });
  }

  problem(code: string, { start, end }: Range, message: string, insert?: string): void {
    if (this.#quiet) return;
    this.#quiet = true;
    this.#say({ code, start, end, message, ...(insert === undefined ? {} : { insert }) });
  }

  /** A slip with the changes that mend it. */
  mendable({ start, end }: Range, message: string, changes: readonly TextChange[]): void {
    if (this.#quiet) return;
    this.#quiet = true;
    this.#say({ code: 'syntax', start, end, message, changes });
  }

  #say(problem: SyntaxProblem): void {
    if (this.#at !== this.#muted) this.problems.push(problem);
  }

  /** Says what was expected here; the range is the token found, or the end of the line before it. */
  expected(what: string): void {
    const { token } = this;
    if (token.kind === 'unknown' && ')]}'.includes(token.text)) {
      const code = token.text === '}' ? 'block-not-opened' : 'bracket-not-opened';
      const opening = openingOf[token.text as keyof typeof openingOf];
      this.problem(code, token, `${token.text} closes nothing: ${opening} is missing.`);
      return;
    }
    const missing = isUnseen(token);
    const found = missing ? 'the line ends' : `"${token.text}" stands here`;
    this.problem('syntax', missing ? this.#lastWritten() : token, `Expected ${what}; ${found}.`);
  }

  /** The last token taken that stands in the text. */
  #lastWritten(): Token {
    let at = this.#at - 1;
    while (at > 0 && isUnseen(this.#stream[at] as Token)) at--;
    return this.#stream[at] ?? this.token;
  }

  /** Goes one level deeper, or says that this is too deep and passes over it; then `leave` is not called. */
  enter(): boolean {
    if (this.#depth < DEEPEST) {
      this.#depth++;
      return true;
    }
    this.tooDeep();
    return false;
  }

  leave(): void {
    this.#depth--;
  }

  /** Passes over the rest of the statement, or of the block if it starts here. */
  tooDeep(): void {
    const message = `Brackets, blocks and operators go at most ${DEEPEST} deep; this goes deeper.`;
    if (!this.#saidTooDeep) this.#say({ code: 'nesting-too-deep', ...rangeOf(this.previous), message });
    this.#saidTooDeep = true;
    if (this.previous.text === '{') this.skipBlock();
    else while (!this.atLineEnd() && !this.is('{')) this.take();
    this.#muted = this.#at;
  }

  /** Behind a `{`: up to the `}` that closes it. */
  skipBlock(): void {
    for (let depth = 1; !this.kind('end'); this.take()) {
      if (this.is('{')) depth++;
      else if (this.is('}') && --depth === 0) return;
    }
  }

  skipBreaks(): void {
    while (this.token.kind === 'newline' || this.is(';')) this.take();
  }

  /** In a bracket, up to its next comma or its end. */
  skipElement(closing: string): void {
    while (!this.atBracketEnd() && !this.is(',') && !this.is(closing)) this.takeWhole();
  }
}

function closingBrackets(stream: readonly Token[]): Int32Array {
  const closing = new Int32Array(stream.length).fill(-1);
  const open: number[] = [];
  const endBefore = (opening: string) => {
    while (open.length > 0 && stream[open.at(-1) as number]?.text !== opening) open.pop();
  };
  for (const [i, { kind, text }] of stream.entries()) {
    if (kind === 'newline') endBefore('{');
    if (kind !== 'symbol') continue;
    if (text === '(' || text === '[' || text === '{') open.push(i);
    else if (text === ';') endBefore('{');
    else if (text === ')' || text === ']' || text === '}') {
      endBefore(openingOf[text]);
      closing[open.pop() ?? -1] = i;
    }
  }
  return closing;
}

const openingOf = { ')': '(', ']': '[', '}': '{' } as const;

function endsStatement({ kind, text }: Token): boolean {
  return kind === 'newline' || kind === 'end' || (kind === 'symbol' && (text === ';' || text === '}'));
}

/** A line break, the end of the file or a token put in thought. */
const isUnseen = ({ kind, start, end }: Token): boolean => kind === 'newline' || start === end;

const rangeOf = ({ start, end }: Range): Range => ({ start, end });

/**
 * Lines as the parser sees them. A line break inside of brackets is free; a bracket that is left open closes itself
 * where the next line starts like a statement, by its indentation and its first tokens.
 */
import type { Brackets } from './brackets.ts';
import type { Token } from './lexer.ts';
import {
  afterBreaks,
  expectsMore,
  indentOf,
  isConnective,
  isEntry,
  isGap,
  isItemStart,
  startsStatement,
} from './signs.ts';
import type { Insertion } from './structure.ts';
import type { SyntaxProblem } from './tree.ts';

/** From token `from` up to a line break or the end of the file at `to`. */
export interface Line {
  readonly from: number;
  readonly to: number;
  readonly indent: number;
}

export function splitLines(brackets: Brackets, insertions: Insertion[], problems: SyntaxProblem[]): Line[] {
  return new Splitter(brackets, insertions, problems).run();
}

/** A bracket or map that is open; `indent` is that of the line of the file it stands on. */
interface Open {
  readonly at: number;
  readonly indent: number;
}

class Splitter {
  readonly #brackets: Brackets;
  readonly #tokens: readonly Token[];
  readonly #insertions: Insertion[];
  readonly #problems: SyntaxProblem[];
  readonly #lines: Line[] = [];
  #open: Open[] = [];
  /** First token of the line. */
  #from: number;
  #indent: number;
  /** Of the line of the file, which is deeper where a bracket goes on. */
  #innerIndent: number;
  /** Where the statement or stage starts; −1 once a missing bracket was looked for in it. */
  #statement: number;
  #opensBlock = false;
  /** A line with a deeper one behind it though it opens nothing: perhaps its bracket is missing. */
  #bare: { line: number; indent: number } | null = null;
  #joined = false;

  constructor(brackets: Brackets, insertions: Insertion[], problems: SyntaxProblem[]) {
    this.#brackets = brackets;
    this.#tokens = brackets.tokens;
    this.#insertions = insertions;
    this.#problems = problems;
    this.#from = this.#statement = afterBreaks(this.#tokens, 0);
    this.#indent = this.#innerIndent = indentOf(this.#tokens, this.#from);
  }

  run(): Line[] {
    const { partner, map } = this.#brackets;
    for (let i = this.#from; i < this.#tokens.length; i++) {
      const { kind, text } = this.#tokens[i] as Token;
      if (kind === 'newline') i = this.#lineBreak(i) - 1;
      else if (kind === 'end' && this.#from < i) this.#lines.push({ from: this.#from, to: i, indent: this.#indent });
      if (kind !== 'symbol') continue;
      const opening = partner[i] as number;
      switch (text) {
        case '(':
        case '[':
          this.#open.push({ at: i, indent: this.#innerIndent });
          break;
        case ')':
        case ']':
          if (opening < this.#from) this.#closesNothing(i);
          else this.#popTo(opening);
          break;
        case '{':
          if (map[i] === 1) this.#open.push({ at: i, indent: this.#innerIndent });
          else this.#brace(i, true);
          break;
        case '}':
          if (opening >= this.#from && map[opening] === 1) this.#popTo(opening);
          else this.#brace(i, false);
          break;
        case ';':
          while (this.#open.length > 0 && map[this.#open.at(-1)?.at ?? -1] !== 1) this.#open.pop();
          this.#statement = i + 1;
          break;
        case '->':
          this.#statement = i + 1;
      }
    }
    return this.#lines;
  }

  #popTo(bracket: number): void {
    while (this.#open.length > 0 && this.#open.pop()?.at !== bracket);
  }

  #brace(i: number, opens: boolean): void {
    this.#open = [];
    this.#opensBlock = opens;
    this.#statement = i + 1;
    this.#bare = null;
  }

  /** At the first of the line breaks between two lines; the first token of the next one. */
  #lineBreak(i: number): number {
    const next = afterBreaks(this.#tokens, i);
    const indent = indentOf(this.#tokens, next);
    const { partner, map, free } = this.#brackets;
    const ended: number[] = [];
    while (this.#open.length > 0 && !this.#goesOn(i, next, indent, this.#open.at(-1) as Open)) {
      const { at } = this.#open.pop() as Open;
      ended.push(at);
      // What would have closed it closes nothing any more.
      const closing = partner[at] as number;
      if (closing >= 0) partner[closing] = -1;
    }
    this.#innerIndent = indent;
    if (this.#open.length > 0) {
      free.fill(1, i, next);
      for (const at of ended) if (map[at] !== 1) this.#putClosing(i, at);
      return next;
    }
    // A flow goes on where an arrow starts the next line: no statement starts with one.
    if (!this.#opensBlock && this.#isArrow(next)) {
      free.fill(1, i, next);
      return next;
    }
    this.#lines.push({ from: this.#from, to: i, indent: this.#indent });
    const closing = this.#isClosing(next);
    if (this.#bare !== null && indent <= this.#bare.indent && !closing) this.#bare = null;
    if (this.#bare === null && indent > this.#indent && !this.#opensBlock && !this.#joined)
      this.#bare = { line: this.#lines.length - 1, indent: this.#indent };
    this.#from = this.#statement = next;
    this.#indent = indent;
    this.#opensBlock = this.#joined = false;
    return next;
  }

  #isArrow(i: number): boolean {
    const { kind, text } = this.#tokens[i] ?? { kind: 'end', text: '' };
    return kind === 'symbol' && text === '->';
  }

  #isClosing(i: number): boolean {
    const { kind, text } = this.#tokens[i] as Token;
    return kind === 'symbol' && (text === ')' || text === ']');
  }

  /** Whether what is open goes on in the next line. */
  #goesOn(i: number, next: number, indent: number, open: Open): boolean {
    const { partner, map } = this.#brackets;
    if ((this.#tokens[next] as Token).kind === 'end' || isItemStart(this.#tokens, next)) return false;
    const opening = partner[next] as number;
    if (opening >= this.#from && opening < next) return opening <= open.at;
    const last = this.#tokens[i - 1] as Token;
    const deeper = indent > open.indent;
    if (map[open.at] === 1) return deeper || isEntry(this.#tokens, next);
    const more = expectsMore(last) || !startsStatement(this.#tokens, next, last);
    return (partner[open.at] as number) >= 0 ? deeper || more : deeper && more;
  }

  #closesNothing(i: number): void {
    if (this.#bare !== null) this.#joinLines(i, this.#bare.line);
    const before = this.#open.length === 0 && this.#statement >= 0 ? this.#missingOpening(this.#statement, i) : -1;
    this.#statement = -1;
    if (before < 0) this.#brackets.stray[i] = 1;
    else this.#putOpening(i, before);
  }

  /** Takes the lines from this one on together: what was meant to hold them is closed at `i`. */
  #joinLines(i: number, line: number): void {
    const first = this.#lines[line] as Line;
    for (let j = first.to; j < i; j++) if (this.#tokens[j]?.kind === 'newline') this.#brackets.free[j] = 1;
    this.#lines.length = line;
    this.#from = this.#statement = first.from;
    this.#indent = first.indent;
    this.#bare = null;
    this.#joined = true;
  }

  /** Before which token the bracket is missing that is closed at `closing`; −1 where nothing tells. */
  #missingOpening(from: number, closing: number): number {
    let depth = 0;
    let value = from;
    let commas = 0;
    for (let i = from, before = from; i < closing; i++) {
      const token = this.#tokens[i] as Token;
      if (token.kind === 'newline') continue;
      const { text, kind } = token;
      if (text === '(' || text === '[') depth++;
      if (text === ')' || text === ']') depth--;
      if (depth === 0) {
        if (isConnective(token)) return -1;
        if (text === '=' && kind === 'symbol') value = i + 1;
        if (text === ',') commas++;
        if (i > from && this.#tokens[before]?.kind === 'name' && isGap(this.#tokens, i, before)) return i;
      }
      before = i;
    }
    const list = this.#tokens[closing]?.text === ']' && (commas > 0 || value + 1 === closing);
    return list ? value : -1;
  }

  #putOpening(closing: number, before: number): void {
    const { text } = this.#tokens[closing] as Token;
    const opening = text === ')' ? '(' : '[';
    const { start } = this.#tokens[before] as Token;
    let left = before - 1;
    while (this.#tokens[left]?.kind === 'newline') left--;
    const { [left]: previous } = this.#tokens;
    const range = previous !== undefined && isGap(this.#tokens, before, left) ? previous : { start, end: start };
    const message = `${text} is not opened: ${opening} is missing.`;
    const code = 'bracket-not-opened';
    this.#problems.push({ code, start: range.start, end: range.end, message, insert: opening });
    this.#insertions.push({ before, text: opening });
  }

  #putClosing(lineBreak: number, opening: number): void {
    const before = this.#tokens[lineBreak - 1]?.text === ',' ? lineBreak - 1 : lineBreak;
    const { text, start } = this.#tokens[opening] as Token;
    const closing = { '(': ')', '[': ']', '{': '}' }[text] ?? '';
    const { end } = this.#tokens[before - 1] as Token;
    const message = `${text} is not closed: ${closing} is missing.`;
    this.#problems.push({ code: 'bracket-not-closed', start, end, message, insert: closing });
    this.#insertions.push({ before, text: closing });
  }
}

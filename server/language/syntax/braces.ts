/**
 * Missing braces. As long as the braces of an item fit each other they are taken as they stand. Where one is missing,
 * only as many are put in thought as are needed, where the indentation says: a line no deeper than the one that opened
 * a block ends that block, a line that is deeper without need misses a `{` before it.
 */
import { type Brackets, bodyWithoutBrace } from './brackets.ts';
import type { Token } from './lexer.ts';
import type { Line } from './line-breaks.ts';
import { isGap, isItemStart } from './signs.ts';
import type { Insertion } from './structure.ts';
import type { SyntaxProblem } from './tree.ts';

export function mendBraces(
  brackets: Brackets,
  lines: readonly Line[],
  insertions: Insertion[],
  problems: SyntaxProblem[],
): void {
  const { tokens } = brackets;
  for (let first = 0, last = 0; first < lines.length; first = last) {
    last = first + 1;
    while (last < lines.length && !isItemStart(tokens, (lines[last] as Line).from)) last++;
    const item = lines.slice(first, last);
    const missing = missingIn(tokens, item);
    if (missing.open + missing.close > 0) new Mender(brackets, item, missing, insertions, problems).run();
  }
}

/** How many braces an item needs at least. */
function missingIn(tokens: readonly Token[], lines: readonly Line[]): { open: number; close: number } {
  const [{ from, to }] = lines as [Line];
  let depth = 0;
  let open = 0;
  let header = -1;
  for (let i = from; i < (lines.at(-1) as Line).to; i++) {
    const { kind, text } = tokens[i] as Token;
    if (kind !== 'symbol') continue;
    if (text === '{') depth++;
    if (text === '}') depth--;
    if (text === '{' && header < 0) header = i;
    open = Math.max(open, -depth);
  }
  const { text } = tokens[from] as Token;
  const opens = isItemStart(tokens, from) && text !== 'fn' && text !== 'import';
  if (open === 0 && opens && (header < 0 || header > to) && bodyWithoutBrace(tokens, to)) open = 1;
  return { open, close: depth + open };
}

interface Open {
  readonly line: number;
  /** Of the line in which it is opened. */
  indent: number;
  /** Column of the first token inside; −1 while that is not known. */
  content: number;
  /** Put in thought; where, its closing brace tells. */
  readonly missing: boolean;
  readonly map: boolean;
}

/** Deeper blocks of one line that are looked at to find the one a line continues. */
const REACH = 8;

class Mender {
  readonly #tokens: readonly Token[];
  readonly #stray: Uint8Array;
  readonly #map: Uint8Array;
  readonly #lines: readonly Line[];
  readonly #missing: { open: number; close: number };
  readonly #insertions: Insertion[];
  readonly #problems: SyntaxProblem[];
  readonly #stack: Open[] = [];
  /** Column of the items. */
  readonly #base: number;
  /** Where the line of the file starts that is being read. */
  #lineStart = 0;

  constructor(
    { tokens, stray, map }: Brackets,
    lines: readonly Line[],
    missing: { open: number; close: number },
    insertions: Insertion[],
    problems: SyntaxProblem[],
  ) {
    this.#tokens = tokens;
    this.#stray = stray;
    this.#map = map;
    this.#lines = lines;
    this.#missing = missing;
    this.#insertions = insertions;
    this.#problems = problems;
    this.#base = lines[0]?.indent ?? 0;
  }

  run(): void {
    for (const [k, line] of this.#lines.entries()) {
      if (this.#text(line.from) === '}') this.#endDeeper(k, line.indent);
      else this.#startLine(k, line);
      this.#readLine(k, line);
    }
    this.#close((this.#lines.at(-1) as Line).to, this.#stack.length);
  }

  #text(i: number): string {
    const token = this.#tokens[i];
    return token?.kind === 'symbol' || token?.kind === 'name' ? token.text : '';
  }

  /** A line that starts with `}` closes the block of its own indentation: what is deeper is closed before it. */
  #endDeeper(k: number, indent: number): void {
    let count = 0;
    while (count < this.#missing.close && indent < (this.#stack.at(-1 - count)?.indent ?? -1)) count++;
    this.#close(this.#endOfLineBefore(k), count);
  }

  #startLine(k: number, line: Line): void {
    const { from, indent } = line;
    const count = this.#endedBy(from, indent);
    this.#close(this.#endOfLineBefore(k), count);
    const top = this.#stack.at(-1);
    if (top?.content === -1) {
      top.content = indent;
      top.indent = Math.min(top.indent, indent - 1);
    } else if (this.#missing.open > 0 && k > 0 && top?.line !== k - 1 && indent > (top?.content ?? this.#base)) {
      this.#openBefore(k, line);
    }
  }

  /** A line is deeper than it should be. The `{` is missing in it, or before it, or the next line tells more. */
  #openBefore(k: number, { from, to, indent }: Line): void {
    let balance = 0;
    for (let i = from; i < to; i++) balance += this.#text(i) === '{' ? 1 : this.#text(i) === '}' ? -1 : 0;
    const before = this.#lines[k - 1] as Line;
    const next = this.#lines[k + 1];
    if (balance === 0 && next !== undefined && next.indent > indent) return;
    this.#missing.open--;
    // What goes on left of the line before shows that line to be part of the block, moved by the brace it lost.
    const fromBefore = next !== undefined && next.indent < before.indent && this.#text(next.from) !== '}';
    if (balance < 0 && !fromBefore) {
      this.#sayOpen(from, true);
      this.#stack.push({ line: k, indent, content: indent, missing: false, map: false });
    } else {
      this.#stack.push({ line: k - 1, indent: before.indent, content: indent, missing: true, map: false });
    }
  }

  /** How many open blocks end before a line of this indentation. */
  #endedBy(from: number, indent: number): number {
    let count = 0;
    while (count < this.#missing.close) {
      const top = this.#stack.at(-1 - count);
      if (top === undefined) break;
      // The first line of an item is trusted, however it is indented.
      if (top.content === -1 && this.#stack.length - count === 1) break;
      if (indent > top.indent && !this.#goesOnBehind(from, indent, top) && !this.#continues(indent, top, count)) break;
      count++;
    }
    return count;
  }

  /** `else` and `->` stand behind a block. */
  #goesOnBehind(from: number, indent: number, top: Open): boolean {
    return indent < top.content && ['else', '->'].includes(this.#text(from));
  }

  /** `{ if c { a` and below it a line under the `if`: the inner block ends, as the outer one goes on. */
  #continues(indent: number, top: Open, skipped: number): boolean {
    if (top.content <= indent) return false;
    for (let below = 1; below < REACH; below++) {
      const open = this.#stack.at(-1 - skipped - below);
      if (open?.line !== top.line) return false;
      if (open.content === indent) return true;
    }
    return false;
  }

  #readLine(k: number, line: Line): void {
    let depth = 0;
    this.#lineStart = this.#tokens[line.from - 1]?.end ?? 0;
    for (let i = line.from; i < line.to; i++) {
      const text = this.#text(i);
      if (this.#isBreak(i)) this.#lineStart = (this.#tokens[i] as Token).end;
      if (text === '(' || text === '[') depth++;
      else if (text === ')' || text === ']') depth = Math.max(0, depth - 1);
      else if (text === ';') {
        depth = 0;
        if (this.#missing.close > 0 && this.#stack.at(-1)?.map === true) this.#close(i, 1);
      } else if (text === '}') this.#closing(i, k, line);
      else if (depth === 0 && this.#missing.open > 0 && i > line.from && this.#missesBrace(i, line.from))
        this.#putOpen(i, k, line);
      if (text === '{') {
        if (this.#missing.close > 0 && this.#isElseInside(i, k)) this.#close(i - 1, 1);
        this.#open(i, k, line);
      }
      if (text === '{' || text === '}') depth = 0;
    }
  }

  #open(i: number, line: number, { indent, to }: Line): void {
    const content = i + 1 === to || this.#isBreak(i + 1) ? -1 : this.#column(i + 1);
    this.#stack.push({ line, indent, content, missing: false, map: this.#map[i] === 1 });
  }

  #column(i: number): number {
    return (this.#tokens[i] as Token).start - this.#lineStart;
  }

  #isBreak(i: number): boolean {
    return this.#tokens[i]?.kind === 'newline';
  }

  /** `else` or a map without a `{`, or two words side by side between which there must have been one. */
  #missesBrace(i: number, from: number): boolean {
    if (this.#text(i - 1) === '=') return this.#text(i + 1) === ':';
    if (this.#text(i - 1) === 'else') return this.#text(i - 2) === '}' && !['{', 'if'].includes(this.#text(i));
    // Outside of all blocks a line starts with a keyword, though it may be misspelled.
    if (this.#stack.length === 0 && i === from + 1 && this.#text(from) !== 'import') return false;
    return this.#tokens[i]?.kind === 'name' && isGap(this.#tokens, i);
  }

  /** `else {` behind something other than a closed block. */
  #isElseInside(i: number, line: number): boolean {
    return this.#text(i - 1) === 'else' && this.#text(i - 2) !== '}' && this.#stack.at(-1)?.line === line;
  }

  #putOpen(before: number, line: number, { indent }: Line): void {
    this.#missing.open--;
    this.#sayOpen(before, false);
    this.#stack.push({ line, indent, content: this.#column(before), missing: false, map: false });
  }

  #closing(i: number, k: number, line: Line): void {
    const top = this.#stack.at(-1);
    if (top === undefined || this.#isTooMany(i, k, line, top)) {
      this.#missing.open = Math.max(0, this.#missing.open - 1);
      this.#stray[i] = 1;
      return;
    }
    this.#stack.pop();
    if (!top.missing) return;
    const opener = this.#lines[top.line] as Line;
    // A brace on a line of its own closes what the end of a line opened, one behind a statement a branch in braces.
    if (i === line.from) this.#sayOpen(opener.to, false);
    else this.#sayOpen(opener.from, true);
  }

  /** Whether a `{` is missing for this one, and what is open goes on after it. */
  #isTooMany(i: number, k: number, line: Line, top: Open): boolean {
    if (this.#missing.open === 0 || top.line === k) return false;
    if (i === line.from) return line.indent > top.indent;
    const next = this.#lines[k + 1];
    if (next === undefined) return false;
    return this.#text(next.from) === '}' ? next.indent >= top.indent : next.indent > top.indent;
  }

  #endOfLineBefore(k: number): number {
    return this.#lines[k - 1]?.to ?? (this.#lines[k] as Line).from;
  }

  #sayOpen(before: number, asFirst: boolean): void {
    const { start } = this.#tokens[before] as Token;
    const previous = this.#tokens[before - 1] as Token;
    this.#problems.push({
      code: 'block-not-opened',
      start: asFirst ? start : previous.start,
      end: asFirst ? start : previous.end,
      message: 'Expected { and the block.',
      insert: asFirst ? '{ ' : ' {',
    });
    this.#insertions.push({ before, text: '{' });
  }

  /** Closes blocks before a token; says it once. */
  #close(before: number, count: number): void {
    if (count === 0) return;
    let insert = '';
    for (let left = count; left > 0; left--) {
      const { line, content, missing } = this.#stack.pop() as Open;
      const { to, indent } = this.#lines[line] as Line;
      if (missing) this.#sayOpen(to, false);
      const ownLine = content === -1 || missing || this.#text(to - 1) === '{';
      insert += ownLine ? `\n${' '.repeat(indent)}}` : ' }';
      this.#insertions.push({ before, text: '}' });
    }
    this.#missing.close = Math.max(0, this.#missing.close - count);
    const { start, end } = this.#tokens[before - 1] as Token;
    const message =
      count === 1 ? 'The block is not closed: } is missing.' : `${count} blocks are not closed: } is missing.`;
    this.#problems.push({ code: 'block-not-closed', start, end, message, ...(count <= REACH ? { insert } : {}) });
  }
}

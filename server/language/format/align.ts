/**
 * Columns within lines. Tokens that the writer has put under each other with spaces stay under each other; the `=` of
 * lines that follow each other are aligned as soon as one of them was given spaces.
 */
import { columnOf, gapBefore, type Line } from './line.ts';

interface Cell {
  readonly line: Line;
  readonly token: number;
}

/** Cells that share a column. */
type Group = Cell[];

export function alignColumns(lines: readonly Line[]): void {
  const joined = new Groups();
  const pairs = neighbors(lines);
  for (const [upper, lower] of pairs) joinAligned(upper, lower, joined);
  for (const run of bindingRuns(pairs)) {
    if (!run.some((cell) => gapBefore(cell.line, cell.token) > 1 || joined.has(cell))) continue;
    for (const cell of run) joined.join(run[0] as Cell, cell);
  }
  const groups = joined.all().filter(isSound).sort(byColumn);
  // Each pass settles at least the leftmost columns that are not settled yet; columns that cross never settle.
  for (let pass = 0; pass <= groups.length; pass++) if (!groups.map(settle).includes(true)) return;
  for (const { line, token } of groups.flat()) line.gaps[token] = 1;
}

/** Puts a group where its rightmost cell comes to stand with one space before it; whether anything moved. */
function settle(group: Group): boolean {
  const columns = group.map(({ line, token }) => columnOf(line, token) - (line.gaps[token] ?? 0) + 1);
  const column = columns.reduce((a, b) => Math.max(a, b), wished(group));
  let moved = false;
  for (const [i, { line, token }] of group.entries()) {
    const gap = 1 + column - (columns[i] as number);
    if (gap !== line.gaps[token]) moved = true;
    line.gaps[token] = gap;
  }
  return moved;
}

/** Statements side by side keep the column that they were given. */
function wished(group: Group): number {
  const { line, token } = group[0] as Cell;
  const statements = group.every(({ line: own, token: i }) => own.tokens[i - 1]?.text === ';');
  return statements ? sourceColumn(line, token) - sourceColumn(line, 0) + line.indent : 0;
}

const sourceColumn = ({ tokens, start }: Line, i: number): number => (tokens[i]?.start ?? start) - start;

function byColumn([a]: Group, [b]: Group): number {
  return a === undefined || b === undefined ? 0 : sourceColumn(a.line, a.token) - sourceColumn(b.line, b.token);
}

const isSound = (group: Group): boolean =>
  group.length > 1 && new Set(group.map(({ line }) => line)).size === group.length;

/** Tokens of a line that anyone puts in columns. */
const WIDEST = 200;

/** Each line with the next one of its block, what stands deeper passed over; an empty line parts them. */
function neighbors(lines: readonly Line[]): [Line, Line][] {
  const pairs: [Line, Line][] = [];
  const above: (Line | undefined)[] = [];
  for (const line of lines) {
    const { depth, blanks, hanging, tokens } = line;
    above.length = Math.min(above.length, depth + 1);
    if (blanks > 0) above.fill(undefined);
    if (tokens.length === 0 || tokens.length > WIDEST || hanging || [')', ']', '}'].includes(tokens[0]?.text ?? ''))
      continue;
    const inside = startsBranch(line);
    if (inside) above[depth] = undefined;
    const level = inside ? depth + 1 : depth;
    const upper = above[level];
    if (upper !== undefined) pairs.push([upper, line]);
    above[level] = line;
  }
  return pairs;
}

/** `{ conv1 = …`, a block that goes on below: what stands behind the brace is its first line. */
function startsBranch({ tokens }: Line): boolean {
  if (tokens[0]?.text !== '{' || tokens.length === 1) return false;
  let depth = 0;
  for (const { kind, text } of tokens) {
    if (kind === 'symbol' && text === '{') depth++;
    if (kind === 'symbol' && text === '}' && --depth === 0) return false;
  }
  return true;
}

/** Joins tokens that stand at one column, if at one of them the writer's spaces show that this is meant. */
function joinAligned(upper: Line, lower: Line, joined: Groups): void {
  for (let i = 1, j = 1; i < upper.tokens.length && j < lower.tokens.length; ) {
    const difference = sourceColumn(upper, i) - sourceColumn(lower, j);
    if (difference === 0) {
      const gaps = [gapBefore(upper, i), gapBefore(lower, j)];
      const alike = isCell(upper, i) && isCell(lower, j) && roleOf(upper, i) === roleOf(lower, j);
      if (alike && Math.min(...gaps) > 0 && Math.max(...gaps) > 1)
        joined.join({ line: upper, token: i }, { line: lower, token: j });
    }
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
}

/** Whether a token can stand in a column: there is space before it, and it opens something or says something. */
const isCell = ({ gaps, tokens }: Line, i: number): boolean => gaps[i] === 1 && tokens[i]?.text !== '}';

/** What a token is to its line: only what is alike can be meant to stand in a column. */
function roleOf(line: Line, i: number): string {
  const [before, token] = [line.tokens[i - 1], line.tokens[i]];
  const binding = bindingOf(line);
  if (i === binding || (token?.text === '{' && binding < 0)) return 'head';
  if (before?.text === ',' || before?.text === ';') return before.text;
  return token?.kind === 'symbol' ? token.text : `${before?.kind === 'symbol' ? before.text : ''} value`;
}

/** The `=` behind the names of lines that follow each other. */
function bindingRuns(pairs: readonly [Line, Line][]): Group[] {
  const runs = new Groups();
  for (const [upper, lower] of pairs) {
    const [first, second] = [bindingOf(upper), bindingOf(lower)];
    if (first > 0 && second > 0) runs.join({ line: upper, token: first }, { line: lower, token: second });
  }
  return runs.all();
}

function bindingOf({ tokens }: Line): number {
  const i = tokens.findIndex(({ kind, text }) => kind !== 'name' && text !== ',' && text !== '.');
  return tokens[i]?.text === '=' ? i : -1;
}

/** Sets of cells, joined pair by pair. */
class Groups {
  readonly #of = new Map<Line, Map<number, Group>>();
  readonly #groups = new Set<Group>();

  join(a: Cell, b: Cell): void {
    let [into, from] = [this.#group(a), this.#group(b)];
    if (into === from) return;
    if (into.length < from.length) [into, from] = [from, into];
    for (const cell of from) {
      into.push(cell);
      this.#of.get(cell.line)?.set(cell.token, into);
    }
    this.#groups.delete(from);
  }

  has({ line, token }: Cell): boolean {
    return this.#of.get(line)?.has(token) ?? false;
  }

  all(): Group[] {
    return [...this.#groups];
  }

  #group(cell: Cell): Group {
    const { line, token } = cell;
    const ofLine = this.#of.get(line) ?? new Map<number, Group>();
    this.#of.set(line, ofLine);
    const found = ofLine.get(token) ?? [cell];
    ofLine.set(token, found);
    this.#groups.add(found);
    return found;
  }
}

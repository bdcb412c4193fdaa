/**
 * Columns within lines. Two spaces or more before a token say that it stands in a column, if another one of its kind
 * within the item stands there too: it keeps that column as long as there is room. In settings, the `=` of lines that
 * follow each other are aligned as soon as one of them was given spaces.
 */
import { columnOf, gapBefore, type Line } from './line.ts';

/** A token that may stand in a column. */
interface Cell {
  readonly line: Line;
  readonly token: number;
  readonly role: string;
  /** Where it stood, as seen from the new indentation of its line. */
  readonly column: number;
  readonly spaced: boolean;
}

/** The columns of each role. */
type Columns = ReadonlyMap<string, ReadonlySet<number>>;

/** Tokens of a line that anyone puts in columns. */
const WIDEST = 200;
/** Columns that lost their second token are given up, which may cost others theirs; seldom more than once. */
const PASSES = 10;

export function alignColumns(lines: readonly Line[]): void {
  const cells = lines.map(cellsOf);
  const bindings = bindingColumns(lines, cells);
  const plain = lines.map(({ gaps }) => [...gaps]);
  let columns = columnsOf(cells.flat());
  for (let pass = 0; pass <= PASSES; pass++) {
    if (pass === PASSES) columns = new Map();
    const placed = lines.flatMap((line, i) => place(line, plain[i] ?? [], cells[i] ?? [], columns, bindings.get(line)));
    const left = columnsOf(placed);
    if ([...columns].every(([role, own]) => [...own].every((column) => left.get(role)?.has(column)))) return;
    columns = left;
  }
}

/** Sets the gaps of a line, from the plain ones; its cells as they stand now. `binding`: where its `=` is to stand. */
function place(
  line: Line,
  plain: readonly number[],
  cells: readonly Cell[],
  columns: Columns,
  binding: number | undefined,
): Cell[] {
  const placed: Cell[] = [];
  const equals = binding === undefined ? -1 : bindingOf(line);
  let least = line.indent;
  let next = 0;
  for (const [i, { text }] of line.tokens.entries()) {
    let gap = plain[i] ?? 0;
    const cell = cells[next]?.token === i ? cells[next++] : undefined;
    if (i === equals) gap = (binding ?? 0) - least;
    else if (cell !== undefined) {
      const wide = columnFor(cell, columns, least + gap) - least;
      gap = gap === 0 && wide === 1 ? 0 : wide;
    }
    line.gaps[i] = gap;
    if (cell !== undefined) placed.push({ ...cell, column: least + gap, spaced: gap > 1 });
    least += gap + text.length;
  }
  return placed;
}

/** Where a cell is to stand that comes to stand in column `least` by itself. */
function columnFor({ role, column, spaced }: Cell, columns: Columns, least: number): number {
  const own = columns.get(role);
  if (own === undefined) return least;
  if (own.has(column) && column >= least) return column;
  return spaced ? nearest([...own], column, least) : least;
}

/** The column next to this one that leaves room; `least` if there is none. */
function nearest(columns: readonly number[], column: number, least: number): number {
  const free = columns.filter((candidate) => candidate >= least);
  return free.reduce((a, b) => (Math.abs(b - column) < Math.abs(a - column) ? b : a), free[0] ?? least);
}

/** Columns in which several tokens of a role stand, one of them with more space than it needs. */
function columnsOf(cells: readonly Cell[]): Map<string, Set<number>> {
  const seen = new Map<string, { count: number; spaced: boolean }>();
  const columns = new Map<string, Set<number>>();
  for (const { role, column, spaced } of cells) {
    const key = `${column} ${role}`;
    const { count = 0, spaced: before = false } = seen.get(key) ?? {};
    const now = { count: count + 1, spaced: before || spaced };
    seen.set(key, now);
    if (now.count < 2 || !now.spaced) continue;
    const own = columns.get(role) ?? new Set();
    columns.set(role, own.add(column));
  }
  return columns;
}

function cellsOf(line: Line): Cell[] {
  const { tokens, gaps, indent, start, hanging, depth } = line;
  const cells: Cell[] = [];
  const binding = bindingOf(line);
  if (depth === 0 || hanging || tokens.length > WIDEST) return cells;
  const shift = indent + start - (tokens[0]?.start ?? start);
  for (const [token, { start: own }] of tokens.entries()) {
    const gap = gapBefore(line, token);
    // Behind an open bracket a gap is an empty place in a table.
    if (gap < 1 || (gaps[token] === 0 && (gap < 2 || tokens[token - 1]?.text !== '('))) continue;
    cells.push({ line, token, role: roleOf(line, token, binding), column: own - start + shift, spaced: gap > 1 });
  }
  return cells;
}

/** What a token is to its line: only what is alike stands in a column. */
function roleOf({ tokens }: Line, i: number, binding: number): string {
  const [first, before, token] = [tokens[0], tokens[i - 1], tokens[i]];
  // `trials = 30` and `space  { … }`
  const opens = token?.text === '{' && (first?.text === 'space' || first?.text === 'stage');
  if (i === binding || opens) return 'head';
  if (before?.text === ',' || before?.text === '(') return ',';
  if (before?.text === ';') return ';';
  return token?.kind === 'symbol' ? token.text : `${before?.kind === 'symbol' ? before.text : ''} value`;
}

/** The index of the `=` behind the names at the start of a line, −1 where there is none. */
function bindingOf({ tokens }: Line): number {
  const i = tokens.findIndex(({ kind, text }) => kind !== 'name' && text !== ',' && text !== '.');
  return tokens[i]?.text === '=' ? i : -1;
}

/** Where the `=` of settings stand: under each other in lines that follow each other, if one of them was given spaces. */
function bindingColumns(lines: readonly Line[], cells: readonly Cell[][]): Map<Line, number> {
  const columns = new Map<Line, number>();
  const equals = new Map(
    cells.flat().flatMap((cell) => (cell.token === bindingOf(cell.line) ? [[cell.line, cell]] : [])),
  );
  for (const run of settingRuns(lines)) {
    if (run.length === 1) continue;
    const cells = run.flatMap((line) => equals.get(line) ?? []);
    const least = run.map((line) => columnOf(line, bindingOf(line)));
    const [first] = cells;
    const same = cells.length === run.length && cells.every(({ column }) => column === first?.column);
    const common = [...least, same ? (first?.column ?? 0) : 0].reduce((a, b) => Math.max(a, b));
    const aligned = cells.some(({ spaced }) => spaced);
    for (const [i, line] of run.entries()) columns.set(line, aligned ? common : (least[i] ?? 0));
  }
  return columns;
}

/** Settings of one block, what stands deeper passed over; an empty line parts them. */
function settingRuns(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = [];
  const open: (Line[] | undefined)[] = [];
  let settings = false;
  for (const line of lines) {
    const { depth, blanks, tokens } = line;
    const [first] = tokens;
    open.length = Math.min(open.length, depth + 1);
    if (blanks > 0) open.fill(undefined);
    if (first === undefined || [')', ']', '}'].includes(first.text)) continue;
    if (depth === 0) settings = ['data', 'train', 'search'].includes(first.text);
    if (!settings || bindingOf(line) < 0) open[depth] = undefined;
    else {
      const run = open[depth] ?? [];
      if (run.length === 0) runs.push(run);
      run.push(line);
      open[depth] = run;
    }
  }
  return runs;
}

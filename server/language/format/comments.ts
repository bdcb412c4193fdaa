/**
 * Comments behind code. One that was given two spaces or more has a column of its own, which comments on the lines next
 * to it share; one that has been pushed aside goes back to the column of those above and below.
 */
import { endOf, type Line } from './line.ts';

/** Columns of all comments, by line. A comment on a line of its own stands like code, or goes on with the one above. */
export function commentColumns(lines: readonly Line[]): Map<Line, number> {
  const columns = new Map<Line, number>();
  for (const run of runsOf(lines)) alignRun(run, columns);
  bringBack(lines, columns);
  for (const [i, line] of lines.entries()) {
    if (line.comment === null || line.tokens.length > 0) continue;
    const above = lines[i - 1];
    columns.set(line, ownColumn(line, above, above === undefined ? undefined : columns.get(above)));
  }
  return columns;
}

const sourceColumn = ({ comment, start }: Line): number => (comment?.start ?? start) - start;
const gapOf = ({ comment, tokens }: Line): number => (comment?.start ?? 0) - (tokens.at(-1)?.end ?? 0);
const isBehindCode = ({ comment, tokens }: Line): boolean => comment !== null && tokens.length > 0;

function runsOf(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = [];
  let run: Line[] = [];
  for (const line of lines) {
    if (!isBehindCode(line) || line.blanks > 0) run = [];
    if (!isBehindCode(line)) continue;
    if (run.length === 0) runs.push(run);
    run.push(line);
  }
  return runs;
}

function alignRun(run: readonly Line[], columns: Map<Line, number>): void {
  const given = run.filter((line) => gapOf(line) > 1);
  const shared = new Set(given.map(sourceColumn));
  const aligned = run.filter((line) => shared.has(sourceColumn(line)));
  const counts = new Map<number, number>();
  for (const line of aligned) counts.set(sourceColumn(line), (counts.get(sourceColumn(line)) ?? 0) + 1);
  const [usual = 0] = [...counts].reduce<[number, number]>((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  const column = Math.max(usual, ...aligned.map((line) => endOf(line) + Math.min(2, Math.max(1, gapOf(line)))));
  for (const line of run) columns.set(line, aligned.includes(line) ? column : endOf(line) + 1);
}

function bringBack(lines: readonly Line[], columns: Map<Line, number>): void {
  const commented = lines.filter(isBehindCode);
  for (const [i, line] of commented.entries()) {
    const [above, below] = [commented[i - 1], commented[i + 1]];
    if (above === undefined || below === undefined || gapOf(line) < 2) continue;
    const column = columns.get(above);
    if (column !== undefined && column === columns.get(below) && column > endOf(line)) columns.set(line, column);
  }
}

function ownColumn(line: Line, above: Line | undefined, columnAbove: number | undefined): number {
  const column = sourceColumn(line);
  // Carets under a line speak of its columns.
  if (column === 0 && /^#\s*\^/.test(line.comment?.text ?? '')) return 0;
  const goesOn = above !== undefined && line.blanks === 0 && column > 0 && column === sourceColumn(above);
  const behind = above?.comment !== null && columnAbove !== undefined && columnAbove !== above?.indent;
  return goesOn && behind ? columnAbove : line.indent;
}

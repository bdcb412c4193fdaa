/** Standard output and error as people and programs expect them: results to one, the rest to the other, colours only on a terminal. */
import { styleText } from 'node:util';
import { type Paint, unpainted } from '../../server/language/index.ts';

const styles = {
  error: 'red',
  warning: 'yellow',
  information: 'cyan',
  bold: 'bold',
  dim: 'dim',
  fix: 'green',
} as const;

/** A pipe, or NO_COLOR is set: no colours and no cursor movement. */
export const isPlain = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY !== true || (process.env.NO_COLOR ?? '') !== '';

export function painter(stream: NodeJS.WriteStream): Paint {
  return isPlain(stream) ? unpainted : (style, text) => styleText(styles[style], text, { validateStream: false });
}

export const out = (text: string): void => void process.stdout.write(`${text}\n`);
export const err = (text: string): void => void process.stderr.write(`${text}\n`);

/** `1 epoch`, `2 epochs`. */
export const plural = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** Columns aligned: text left, numbers right. */
export function table(rows: readonly (readonly string[])[], right: ReadonlySet<number> = new Set()): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        right.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

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

const units = ['', ' k', ' M', ' G', ' T'] as const;

/** Counts in groups of three, from a million on in millions and more. */
export function count(value: number | null): string {
  if (value === null) return '?';
  if (value < 1e6) return value.toLocaleString('en-US');
  const step = Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${(value / 1000 ** step).toFixed(2)}${units[step]}`;
}

/** Bytes in binary units. */
export function bytes(value: number | null): string {
  if (value === null) return '?';
  const step = value < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(value) / 10));
  return `${(value / 1024 ** step).toFixed(step === 0 ? 0 : 1)} ${['B', 'KiB', 'MiB', 'GiB'][step]}`;
}

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

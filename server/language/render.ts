/** Diagnostics as a compiler prints them: place, line, carets, message, fixes. */
import type { Severity } from '../../model/catalog/fault.ts';
import type { Analysis, Diagnostic, Related } from './analysis.ts';
import { emptyLibrary, type Library } from './library.ts';
import { Lines } from './lines.ts';

/** Colours a part of the output; plain text passes through unchanged. */
export type Paint = (style: Severity | 'bold' | 'dim' | 'fix', text: string) => string;

export const unpainted: Paint = (_, text) => text;

export function renderDiagnostic(
  file: string,
  { text }: Pick<Analysis, 'text'>,
  diagnostic: Diagnostic,
  paint: Paint = unpainted,
  library = emptyLibrary(),
): string {
  const { code, severity, message, start, end, fixes, related } = diagnostic;
  const lines = new Lines(text);
  const { line, column } = lines.position(start);
  const from = lines.start(line);
  const source = (text.slice(from).split(/\r?\n/, 1)[0] ?? '').replaceAll('\t', ' ');
  const length = Math.max(1, Math.min(end, from + source.length) - start);
  const gutter = String(line);
  const blank = ' '.repeat(gutter.length);
  const place = paint('bold', `${file}:${line}:${column}`);
  return [
    `${place} ${paint(severity, `${severity}[${code}]`)} ${message}`,
    `${paint('dim', `${blank} │`)}`,
    `${paint('dim', `${gutter} │`)} ${source}`,
    `${paint('dim', `${blank} │`)} ${' '.repeat(column - 1)}${paint(severity, '^'.repeat(length))}`,
    ...related.map((other) => `${blank}   ${placeOf(other, { file, lines }, library)} ${other.message}`),
    ...fixes.map(({ title }) => `${blank}   ${paint('fix', 'fix:')} ${title}`),
  ].join('\n');
}

/** A place in the file itself or in one that it imports. */
function placeOf(
  { start, file }: Related,
  own: { readonly file: string; readonly lines: Lines },
  library: Library,
): string {
  const source = file === undefined || file === own.file ? own : library.open(file);
  if ('problem' in source) return file ?? own.file;
  const at = source.lines.position(start);
  return `${source.file}:${at.line}:${at.column}`;
}

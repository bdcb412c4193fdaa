/** Diagnostics as a compiler prints them: place, line, carets, message, fixes. */
import type { Severity } from '../../model/catalog/fault.ts';
import type { Analysis, Diagnostic } from './analysis.ts';
import { Lines } from './lines.ts';

/** Colours a part of the output; plain text passes through unchanged. */
export type Paint = (style: Severity | 'bold' | 'dim' | 'fix', text: string) => string;

export const unpainted: Paint = (_, text) => text;

export function renderDiagnostic(
  file: string,
  { text }: Pick<Analysis, 'text'>,
  diagnostic: Diagnostic,
  paint: Paint = unpainted,
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
    ...related.map((place2) => {
      const at = lines.position(place2.start);
      return `${blank}   ${file}:${at.line}:${at.column} ${place2.message}`;
    }),
    ...fixes.map(({ title }) => `${blank}   ${paint('fix', 'fix:')} ${title}`),
  ].join('\n');
}

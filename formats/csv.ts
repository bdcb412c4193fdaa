/** Tables of text: one row a line, values parted by a separator, quoted where they hold it (RFC 4180). */

export interface CsvRow {
  readonly values: readonly string[];
  /** Where it starts, counted from 1. */
  readonly line: number;
  /** A quotation mark in it is never closed: it ends with the text. */
  readonly unclosed: boolean;
}

/** The rows of a text; blank lines are none. */
export function* csvRows(text: string, separator: string): Generator<CsvRow> {
  let row: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let unclosed = false;
  let line = 1;
  // Lines that end within the row.
  let lines = 0;
  while (at < text.length) {
    const isQuoted = text[at] === '"';
    const { value, end, open } = isQuoted ? quoted(text, at) : plain(text, at, separator);
    row.push(value);
    unclosed = open;
    if (isQuoted) lines += value.split('\n').length - 1;
    at = end;
    if (separator !== '' && text.startsWith(separator, at)) {
      at += separator.length;
      // A separator at the very end has an empty value behind it.
      if (at >= text.length) row.push('');
      continue;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    if (row.length > 1 || row[0] !== '') yield { values: row, line, unclosed };
    row = [];
    line += lines + 1;
    lines = 0;
  }
  if (row.length > 1 || (row[0] ?? '') !== '') yield { values: row, line, unclosed };
}

/** What follows a closing quotation mark belongs to the value, up to the separator. */
function quoted(text: string, start: number): { value: string; end: number; open: boolean } {
  let value = '';
  let at = start + 1;
  for (;;) {
    const mark = text.indexOf('"', at);
    if (mark < 0) return { value: value + text.slice(at), end: text.length, open: true };
    value += text.slice(at, mark);
    if (text[mark + 1] !== '"') return { value, end: mark + 1, open: false };
    value += '"';
    at = mark + 2;
  }
}

function plain(text: string, start: number, separator: string): { value: string; end: number; open: boolean } {
  let end = start;
  while (
    end < text.length &&
    text[end] !== '\n' &&
    text[end] !== '\r' &&
    !(separator !== '' && text.startsWith(separator, end))
  )
    end++;
  return { value: text.slice(start, end).trim(), end, open: false };
}

/** Whether a value is a number as tables write them; an empty one is missing and tells nothing. */
export const isNumber = (value: string): boolean => /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value);

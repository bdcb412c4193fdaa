/** Tables of text: one row a line, values parted by a separator, quoted where they hold it (RFC 4180). */

/** The rows of a text; blank lines are none. A quotation mark that is never closed ends with the text. */
export function* csvRows(text: string, separator: string): Generator<readonly string[]> {
  let row: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const { value, end } = text[at] === '"' ? quoted(text, at) : plain(text, at, separator);
    row.push(value);
    at = end;
    if (separator !== '' && text.startsWith(separator, at)) {
      at += separator.length;
      // A separator at the very end has an empty value behind it.
      if (at >= text.length) row.push('');
      continue;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    if (row.length > 1 || row[0] !== '') yield row;
    row = [];
  }
  if (row.length > 1 || (row[0] ?? '') !== '') yield row;
}

/** What follows a closing quotation mark belongs to the value, up to the separator. */
function quoted(text: string, start: number): { value: string; end: number } {
  let value = '';
  let at = start + 1;
  for (;;) {
    const mark = text.indexOf('"', at);
    if (mark < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, mark);
    if (text[mark + 1] !== '"') return { value, end: mark + 1 };
    value += '"';
    at = mark + 2;
  }
}

function plain(text: string, start: number, separator: string): { value: string; end: number } {
  let end = start;
  while (
    end < text.length &&
    text[end] !== '\n' &&
    text[end] !== '\r' &&
    !(separator !== '' && text.startsWith(separator, end))
  )
    end++;
  return { value: text.slice(start, end).trim(), end };
}

/** Whether a value is a number as tables write them; an empty one is missing and tells nothing. */
export const isNumber = (value: string): boolean => /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value);

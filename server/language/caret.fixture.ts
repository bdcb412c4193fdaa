/** Expectations written into model text: `# ^^^ error[code]: message` under the line it speaks of. */
import { type Diagnostic, Lines } from './index.ts';

const CARET = /^#( *)(\^+) (error|warning|information)\[([\w-]+)\]: (.*)$/;

/** The expectations of a text, as `line:column-column severity[code]: message`. A caret's own `#` stands in column 1. */
export function expectedIn(text: string): string[] {
  const found: string[] = [];
  let line = 0;
  for (const [i, source] of text.split('\n').entries()) {
    const match = CARET.exec(source);
    if (match === null) {
      line = i + 1;
      continue;
    }
    const [, space = '', carets = '', severity, code, message] = match;
    const column = space.length + 2;
    found.push(`${line}:${column}-${column + carets.length} ${severity}[${code}]: ${message}`);
  }
  return found.sort();
}

/** What was said, in the same words. A range over several lines counts by its first character. */
export function saidOf(text: string, diagnostics: readonly Diagnostic[]): string[] {
  const lines = new Lines(text);
  const found = diagnostics.map(({ start, end, severity, code, message }) => {
    const from = lines.position(start);
    const to = lines.position(end);
    const last = to.line === from.line ? to.column : from.column + 1;
    return `${from.line}:${from.column}-${last} ${severity}[${code}]: ${message}`;
  });
  return found.sort();
}

/** `# netwright: allow(code)` silences a diagnostic on its own line or on the next. */
import type { Diagnostic } from './analysis.ts';
import type { Lines } from './lines.ts';
import type { Token } from './syntax/lexer.ts';

const PATTERN = /#\s*netwright:\s*allow\(([^)]*)\)/;

export function withoutAllowed(
  diagnostics: readonly Diagnostic[],
  tokens: readonly Token[],
  lines: Lines,
): Diagnostic[] {
  const allowed = new Set<string>();
  for (const { kind, text, start } of tokens) {
    const match = kind === 'comment' ? PATTERN.exec(text) : null;
    for (const code of match?.[1]?.split(',') ?? []) {
      const { line } = lines.position(start);
      for (const silenced of [line, line + 1]) allowed.add(`${code.trim()} ${silenced}`);
    }
  }
  return diagnostics.filter(({ code, start }) => !allowed.has(`${code} ${lines.position(start).line}`));
}

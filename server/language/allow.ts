/**
 * `# netwright: allow(code)` silences a diagnostic on its own line; on a line of its own, that of the next line with
 * text. One that silences nothing is said: what it was for has gone, or is misspelled.
 */
import type { Diagnostic, QuickFix, Range } from './analysis.ts';
import { isOff, leveled, type ProjectConfig } from './config/config.ts';
import { nearest, renameFix } from './evaluate/reporter.ts';
import type { Lines } from './lines.ts';
import { pageCodes } from './pages/index.ts';
import type { Token } from './syntax/lexer.ts';

const PATTERN = /#\s*netwright:\s*allow\(([^)]*)\)/;

interface Allowance {
  readonly code: string;
  readonly at: Range;
  /** Of the line that it speaks of, from 1. */
  readonly line: number;
  /** The comment, and where its list of codes begins in the file. */
  readonly comment: Token;
  /** Which token of the file it is. */
  readonly index: number;
  readonly codes: readonly string[];
}

export function withoutAllowed(
  diagnostics: readonly Diagnostic[],
  tokens: readonly Token[],
  lines: Lines,
  config: ProjectConfig,
): Diagnostic[] {
  const allowances = allowancesIn(tokens, lines);
  if (allowances.length === 0) return [...diagnostics];
  const byPlace = new Map<string, Allowance[]>();
  for (const allowance of allowances) {
    const place = `${allowance.code} ${allowance.line}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), allowance]);
  }
  const used = new Set<Allowance>();
  const left = diagnostics.filter(({ code, start }) => {
    const { line } = lines.position(start);
    const matching = byPlace.get(`${code} ${line}`);
    for (const allowance of matching ?? []) used.add(allowance);
    return matching === undefined;
  });
  // Rules look at what is sound only: where something is wrong, what they would say is not known.
  const whole = !diagnostics.some(({ severity }) => severity === 'error');
  const idle = allowances.filter((allowance) => !used.has(allowance));
  return [...left, ...idle.flatMap((allowance) => sayIdle(allowance, whole, tokens, config))];
}

function allowancesIn(tokens: readonly Token[], lines: Lines): Allowance[] {
  return tokens.flatMap((comment, i) => {
    const match = comment.kind === 'comment' ? PATTERN.exec(comment.text) : null;
    if (match?.[1] === undefined) return [];
    const { line } = lines.position(comment.start);
    const next = isAlone(tokens, i) ? textBehind(tokens, i) : undefined;
    const speaksOf = next === undefined ? line : lines.position(next.start).line;
    const codes = match[1].split(',');
    let at = comment.start + match.index + match[0].length - 1 - match[1].length;
    return codes.flatMap((written): Allowance[] => {
      const code = written.trim();
      const start = at + written.indexOf(code);
      at += written.length + 1;
      return code === ''
        ? []
        : [
            {
              code,
              at: { start, end: start + code.length },
              line: speaksOf,
              comment,
              index: i,
              codes: codes.map((one) => one.trim()),
            },
          ];
    });
  });
}

/** No text stands before it on its line. A token of many lines has text on its last. */
function isAlone(tokens: readonly Token[], index: number): boolean {
  for (let i = index - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'newline') return true;
    if (hasText(token)) return false;
  }
  return true;
}

function textBehind(tokens: readonly Token[], index: number): Token | undefined {
  for (let i = index + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token !== undefined && hasText(token)) return token;
  }
  return undefined;
}

const hasText = ({ kind }: Token): boolean =>
  kind !== 'comment' && kind !== 'space' && kind !== 'newline' && kind !== 'end';

function sayIdle(allowance: Allowance, whole: boolean, tokens: readonly Token[], config: ProjectConfig): Diagnostic[] {
  const { code, at } = allowance;
  const known = pageCodes.has(code);
  if (known && (!whole || isOff(config, code))) return [];
  const near = known ? undefined : nearest(code, pageCodes);
  const hint = near === undefined ? '' : ` Is ${near} meant?`;
  const message = known
    ? `Nothing here is said of ${code}: this silences nothing.`
    : `There is no diagnostic ${code}.${hint}`;
  const fixes = near === undefined ? [removal(allowance, tokens)] : renameFix(at, near);
  return leveled({ code: 'allow-unused', severity: 'information', message, ...at, fixes, related: [] }, config);
}

/** The code with its comma; the whole comment, with the space before it, where it is the only one. */
function removal({ code, comment, index: i, codes }: Allowance, tokens: readonly Token[]): QuickFix {
  const title = `Remove allow(${code})`;
  const others = codes.filter((other) => other !== code && other !== '');
  if (others.length > 0) {
    const text = comment.text.replace(PATTERN, `# netwright: allow(${others.join(', ')})`);
    return { title, changes: [{ start: comment.start, end: comment.end, text }] };
  }
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  const start = before?.kind === 'space' ? before.start : comment.start;
  const alone = before === undefined || before.kind === 'newline' || tokens[i - 2]?.kind === 'newline' || i < 2;
  const end = alone && after?.kind === 'newline' ? after.end : comment.end;
  return { title, changes: [{ start, end, text: '' }] };
}

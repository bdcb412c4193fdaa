/**
 * As much of a TextMate tokenizer as our grammar uses: match, begin and end, captures, includes. The grammar keeps to
 * expressions that Oniguruma and JavaScript read alike.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Named {
  readonly name: string;
}

export interface Rule {
  readonly include?: string;
  readonly name?: string;
  readonly match?: string;
  readonly captures?: Readonly<Record<string, Named>>;
  readonly begin?: string;
  readonly end?: string;
  readonly beginCaptures?: Readonly<Record<string, Named>>;
  readonly patterns?: readonly Rule[];
}

export const grammar = JSON.parse(
  readFileSync(join(import.meta.dirname, 'netwright.tmLanguage.json'), 'utf8'),
) as Rule & { readonly repository: Readonly<Record<string, Rule>> };

/** The rules that match something themselves. */
function flatten(rules: readonly Rule[]): Rule[] {
  return rules.flatMap((rule) => {
    if (rule.include !== undefined) return flatten([grammar.repository[rule.include.slice(1)]!]);
    return rule.match === undefined && rule.begin === undefined ? flatten(rule.patterns ?? []) : [rule];
  });
}

/** Each line as `word scope`, white space and words without a scope left out. No rule of ours goes over a line's end. */
export function tokenize(text: string): string[][] {
  return text.split('\n').map((line) => {
    const scopes: string[] = Array.from({ length: line.length }, () => '');
    walk(line, scopes);
    return words(line, scopes);
  });
}

function walk(line: string, scopes: string[]): void {
  const open: Rule[] = [];
  let at = 0;
  for (;;) {
    const within = open.at(-1);
    const found = first(line, at, flatten((within ?? grammar).patterns ?? []));
    const end = within?.end === undefined ? null : exec(within.end, line, at);
    if (end !== null && (found === null || end.index <= found.match.index)) {
      paint(scopes, at, end.index, within?.name);
      paint(scopes, end.index, end.index + end[0].length, within?.name);
      at = end.index + end[0].length;
      open.pop();
      continue;
    }
    if (found === null) return;
    const { rule, match } = found;
    paint(scopes, at, match.index, within?.name);
    paint(scopes, match.index, match.index + match[0].length, rule.name ?? within?.name);
    for (const [group, { name }] of Object.entries(rule.captures ?? rule.beginCaptures ?? {})) {
      const [start, stop] = match.indices?.[Number(group)] ?? [0, 0];
      paint(scopes, start, stop, name);
    }
    if (rule.begin !== undefined) open.push(rule);
    at = match.index + match[0].length;
  }
}

function exec(pattern: string, line: string, at: number): RegExpExecArray | null {
  const regexp = new RegExp(pattern, 'dg');
  regexp.lastIndex = at;
  return regexp.exec(line);
}

/** The leftmost match, of several the one whose rule comes first. */
function first(line: string, at: number, rules: readonly Rule[]): { rule: Rule; match: RegExpExecArray } | null {
  let best: { rule: Rule; match: RegExpExecArray } | null = null;
  for (const rule of rules) {
    const match = exec(rule.begin ?? rule.match!, line, at);
    if (match !== null && (best === null || match.index < best.match.index)) best = { rule, match };
  }
  return best;
}

function paint(scopes: string[], start: number, end: number, name: string | undefined): void {
  if (name !== undefined) scopes.fill(name.replace('.netwright', ''), start, end);
}

function words(line: string, scopes: readonly string[]): string[] {
  const found: string[] = [];
  for (let start = 0; start < line.length; ) {
    let end = start + 1;
    while (end < line.length && scopes[end] === scopes[start]) end++;
    const word = line.slice(start, end).trim();
    if (word !== '' && scopes[start] !== '') found.push(`${word} ${scopes[start]}`);
    start = end;
  }
  return found;
}

/**
 * Spellings of other languages where there is no doubt what they mean: `for`, `&&`, `pad: 1`, `// …`. Each is said with
 * the spelling of this one, and read as that, so that nothing else follows from it.
 */
import type { Range, TextChange } from '../analysis.ts';
import { type HabitRule, habitRules } from './habit-rules.ts';
import { lex, type Token } from './lexer.ts';
import type { SyntaxProblem } from './tree.ts';

export interface Habit extends Range {
  readonly message: string;
  /** What the text should be; also what is read instead of it. */
  readonly changes: readonly TextChange[];
  /** The changes only say how to read on: they would not do as a fix. */
  readonly unoffered?: true;
  /** What is read instead where it cannot be written. */
  readonly reads?: readonly Token[];
}

export interface ReadTokens {
  /** Without white space and comments. */
  readonly tokens: readonly Token[];
  readonly problems: SyntaxProblem[];
}

export function readHabits(all: readonly Token[]): ReadTokens {
  const tokens = all.filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  const habits: Habit[] = [];
  let from = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.start < from) continue;
    const habit = ruleOf(token)?.(tokens, i, all) ?? null;
    if (habit === null) continue;
    habits.push(habit);
    if (habit.reads !== undefined) from = habit.end;
  }
  return habits.length === 0
    ? { tokens, problems: [] }
    : { tokens: readAs(tokens, habits), problems: problems(habits) };
}

const ruleOf = ({ kind, text }: Token): HabitRule | undefined =>
  kind === 'string' || kind === 'newline'
    ? undefined
    : habitRules.get(kind === 'float' || kind === 'integer' ? '1' : text);

const problems = (habits: readonly Habit[]): SyntaxProblem[] =>
  habits.map(({ start, end, message, changes, unoffered }) => ({
    ...{ code: 'syntax', start, end, message },
    ...(unoffered === true || changes.length === 0 ? {} : { changes }),
  }));

/** The tokens with what is read instead in their places. */
function readAs(tokens: readonly Token[], habits: readonly Habit[]): Token[] {
  const pieces = habits
    .flatMap(({ start, end, changes, reads }): (Range & { readonly tokens: readonly Token[] })[] =>
      reads === undefined
        ? changes.map((change) => ({ ...change, tokens: put(change) }))
        : [{ start, end, tokens: reads }],
    )
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const read: Token[] = [];
  let next = 0;
  let covered = -1;
  for (const token of tokens) {
    for (let piece = pieces[next]; piece !== undefined && piece.start <= token.start; piece = pieces[++next]) {
      read.push(...piece.tokens);
      covered = Math.max(covered, piece.end);
    }
    if (token.start >= covered || token.kind === 'end') read.push(token);
  }
  return read;
}

/** The first token of what is put in covers what it replaces; the others have no width. */
function put({ start, end, text }: TextChange): Token[] {
  const tokens = lex(text).filter(({ kind }) => kind !== 'space' && kind !== 'end');
  return tokens.map((token, i) => ({ ...token, start: i === 0 ? start : end, end }));
}

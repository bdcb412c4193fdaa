/** The statement being typed: its tokens up to a place in half-typed text, and the brackets still open there. */
import { lex, type Token } from '../language/index.ts';

export interface OpenLine {
  /** From the start of the statement to the place, without space, newlines, comments and the word being typed. */
  readonly tokens: readonly Token[];
  /** Indices in `tokens` of brackets that are open at the place, the innermost last. */
  readonly open: readonly number[];
  /** Everything before the statement, newlines included. */
  readonly before: readonly Token[];
  /** The place is in a comment or a text. */
  readonly quiet: boolean;
}

export function lineAt(text: string, offset: number): OpenLine {
  const all = lex(text.slice(0, offset)).filter(({ kind }) => kind !== 'end');
  const last = all.at(-1);
  const meaningful = all.filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  const known = last?.kind === 'name' ? meaningful.slice(0, -1) : meaningful;
  const start = statementStart(known);
  const tokens = known.slice(start).filter(({ kind }) => kind !== 'newline');
  return {
    tokens,
    open: openBrackets(tokens),
    before: known.slice(0, start),
    quiet: last?.kind === 'comment' || (last?.kind === 'string' && !closed(last.text)),
  };
}

const closed = (text: string) => /^"(?:\\.|[^"\\])*"$/.test(text);

function statementStart(tokens: readonly Token[]): number {
  let start = 0;
  let open = 0;
  tokens.forEach((token, i) => {
    const ends = token.kind === 'newline' ? open === 0 || !goesOn(tokens, i) : isSymbol(token, ';', '{', '}');
    if (ends) {
      start = i + 1;
      open = 0;
    } else if (isSymbol(token, '(', '[')) open++;
    else if (isSymbol(token, ')', ']')) open = Math.max(0, open - 1);
  });
  return start;
}

function openBrackets(tokens: readonly Token[]): number[] {
  const open: number[] = [];
  tokens.forEach((token, i) => {
    if (isSymbol(token, '(', '[')) open.push(i);
    else if (isSymbol(token, ')', ']')) open.pop();
  });
  return open;
}

/** Whether an open bracket holds over this newline: not where the next line starts like a statement, as in the parser. */
function goesOn(tokens: readonly Token[], newline: number): boolean {
  const first = tokens[newline + 1];
  if (first !== undefined && first.kind !== 'name') return true;
  if (!expectsMore(tokens[newline - 1])) return false;
  const second = tokens[newline + 2];
  return first === undefined || !(second?.kind === 'newline' || isSymbol(second, '->', '(', ';'));
}

export const isSymbol = (token: Token | undefined, ...texts: readonly string[]): boolean =>
  token?.kind === 'symbol' && texts.includes(token.text);

const words: ReadonlySet<string> = new Set(['if', 'then', 'else', 'and', 'or', 'not']);

/** Whether something has to follow the token. */
export const expectsMore = (token: Token | undefined): boolean =>
  token?.kind === 'symbol' ? !isSymbol(token, ')', ']', '}') : token?.kind === 'name' && words.has(token.text);

/** The statement being typed: its tokens up to a place in half-typed text, and the brackets still open there. */
import { lex, type Token } from '../language/index.ts';

export interface OpenLine {
  /** From the start of the statement to the place, without space, comments and the word being typed. */
  readonly tokens: readonly Token[];
  /** Indices in `tokens` of brackets that are open at the place, the innermost last. */
  readonly open: readonly number[];
  /** Everything before the statement, read alike. */
  readonly before: readonly Token[];
  /** The place is in a comment or a text. */
  readonly quiet: boolean;
}

export function lineAt(text: string, offset: number): OpenLine {
  const all = lex(text.slice(0, offset)).filter(({ kind }) => kind !== 'end');
  const last = all.at(-1);
  const meaningful = all.filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  const typing = last?.kind === 'name';
  const tokens = typing ? meaningful.slice(0, -1) : meaningful;
  const { start, open } = statement(tokens);
  return {
    tokens: tokens.slice(start),
    open: open.map((i) => i - start),
    before: tokens.slice(0, start),
    quiet: last?.kind === 'comment' || (last?.kind === 'string' && !closed(last.text)),
  };
}

const closed = (text: string) => /^"(?:\\.|[^"\\])*"$/.test(text);

function statement(tokens: readonly Token[]): { start: number; open: readonly number[] } {
  let start = 0;
  let open: number[] = [];
  tokens.forEach(({ kind, text }, i) => {
    const ends = kind === 'newline' ? open.length === 0 || !goesOn(tokens, i) : isSymbol(tokens[i], ';', '{', '}');
    if (ends) {
      start = i + 1;
      open = [];
    } else if (kind === 'symbol' && (text === '(' || text === '[')) open.push(i);
    else if (kind === 'symbol' && (text === ')' || text === ']')) open.pop();
  });
  return { start, open };
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

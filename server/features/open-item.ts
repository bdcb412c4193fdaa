/** The item and the braces that are open at a place, told from the tokens before it. */
import type { Token } from '../language/index.ts';
import { isSymbol } from './line.ts';

export const itemKeywords = ['import', 'model', 'block', 'fn', 'data', 'train', 'search'] as const;
export type ItemKeyword = (typeof itemKeywords)[number];

export interface OpenItem {
  readonly keyword: ItemKeyword;
  /** The tokens within the innermost open braces. */
  readonly body: readonly Token[];
  /** The innermost braces are not those of the item itself. */
  readonly nested: boolean;
  /** The tokens before the innermost brace. */
  readonly head: readonly Token[];
}

/** `null` outside of every item. */
export function openItem(tokens: readonly Token[]): OpenItem | null {
  const open: number[] = [];
  tokens.forEach((token, i) => {
    // An item at the start of a line closes whatever was left open above.
    if (startsItem(tokens, i)) open.length = 0;
    if (isSymbol(token, '{')) open.push(i);
    else if (isSymbol(token, '}')) open.pop();
  });
  const [outermost] = open;
  const innermost = open.at(-1);
  if (outermost === undefined || innermost === undefined) return null;
  const keyword = tokens.slice(0, outermost).findLast((_, i) => isKeyword(tokens, i))?.text as ItemKeyword | undefined;
  if (keyword === undefined) return null;
  return {
    keyword,
    body: tokens.slice(innermost + 1),
    nested: open.length > 1,
    head: tokens.slice(0, innermost),
  };
}

/** A keyword where an item can start: at the start of a line, or behind what closed the one before. */
const isKeyword = (tokens: readonly Token[], i: number): boolean => {
  const before = tokens[i - 1];
  return isItemWord(tokens[i]) && (before === undefined || before.kind === 'newline' || isSymbol(before, '}'));
};

function startsItem(tokens: readonly Token[], i: number): boolean {
  const [before, token, next] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  const inFirstColumn = before === undefined || (before.kind === 'newline' && before.end === token?.start);
  return inFirstColumn && isItemWord(token) && (next?.kind === 'name' || isSymbol(next, '{'));
}

const isItemWord = (token: Token | undefined): boolean =>
  token?.kind === 'name' && (itemKeywords as readonly string[]).includes(token.text);

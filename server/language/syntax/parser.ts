/**
 * The parser: recursive descent by hand, recovering at line and brace. Keywords mean something only where an item or a
 * statement starts, so each is also a name. Never throws; time is linear in the length of the text.
 */
import { Cursor } from './cursor.ts';
import { guessItem } from './guess.ts';
import { readHabits } from './habits.ts';
import { parseItem } from './items.ts';
import { lex, type Token } from './lexer.ts';
import { isItemKeyword } from './signs.ts';
import { structureOf } from './structure.ts';
import type { FileTree, Item } from './tree.ts';

export function parse(text: string): FileTree {
  return parseTokens(lex(text));
}

export function parseTokens(tokens: readonly Token[]): FileTree {
  const read = readHabits(tokens);
  const { stream, problems } = structureOf(read.tokens);
  problems.push(...read.problems);
  const cursor = new Cursor(stream, problems);
  const items: Item[] = [];
  for (cursor.skipBreaks(); !cursor.kind('end'); cursor.skipBreaks()) {
    const { at } = cursor;
    const item = parseNext(cursor);
    if (item !== null) items.push(item);
    if (cursor.at === at) cursor.take();
  }
  problems.sort((a, b) => a.start - b.start || a.end - b.end);
  return { tokens, items, problems };
}

function parseNext(cursor: Cursor): Item | null {
  const { text, kind, start } = cursor.token;
  if (kind === 'name' && isItemKeyword(text)) {
    cursor.take();
    return parseItem(cursor, text, start);
  }
  const guess = guessItem(cursor);
  cursor.expected('model, block, fn, import, data, train or search');
  if (guess === null) {
    skipLine(cursor);
    return null;
  }
  if (guess.misspelled) cursor.take();
  return parseItem(cursor, guess.keyword, start);
}

/** Passes over the rest of a line, blocks as a whole. */
function skipLine(cursor: Cursor): void {
  while (!cursor.kind('newline') && !cursor.kind('end')) if (cursor.take().text === '{') cursor.skipBlock();
}

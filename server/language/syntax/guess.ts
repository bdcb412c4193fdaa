/**
 * An item whose keyword is missing or misspelled is read as what its header and its inside look like, so that its lines
 * keep their meaning.
 */
import type { Cursor } from './cursor.ts';
import { HEADER, type ItemKeyword } from './signs.ts';

/** First words of a line that only one kind of item has, and what follows them. */
const telling: ReadonlyMap<string, ItemKeyword> = new Map([
  ['input (', 'model'],
  ['space {', 'search'],
  ...['source', 'split', 'normalize', 'augment'].map((key) => [`${key} =`, 'data'] as const),
  ...['loss', 'optimizer', 'schedule', 'metrics', 'epochs', 'batch', 'init'].map(
    (key) => [`${key} =`, 'train'] as const,
  ),
]);

export interface Guess {
  readonly keyword: ItemKeyword;
  /** The first token stands where the keyword should. */
  readonly misspelled: boolean;
}

export function guessItem(cursor: Cursor): Guess | null {
  const named = cursor.kind('name');
  if (!named && !cursor.is('{')) return null;
  const { following } = cursor;
  const misspelled = named && following.kind === 'name' && following.text !== 'on' && following.text !== 'as';
  let depth = 0;
  for (let i = 0; i < HEADER; i++) {
    const { kind, text } = cursor.ahead(i);
    if (kind === 'newline' && cursor.ahead(i + 1).text === '{') continue;
    if (kind === 'newline' || kind === 'end') return null;
    if (text === '(') depth++;
    if (text === ')') depth--;
    if (text === '{') {
      const keyword = guessByBlock(cursor, i + 1);
      if (keyword === 'import') return { keyword, misspelled: i === 1 };
      return named ? { keyword, misspelled } : null;
    }
    if (depth > 0 || !named) continue;
    if (text === 'on') return { keyword: 'train', misspelled };
    if (text === '=') return cursor.ahead(i - 1).text === ')' ? { keyword: 'fn', misspelled } : null;
  }
  return null;
}

/** By the first words inside of a block, else by what stands behind it. */
function guessByBlock(cursor: Cursor, first: number): ItemKeyword {
  let depth = 1;
  for (let i = first; ; i++) {
    const { kind, text } = cursor.ahead(i);
    if (kind === 'end') return 'block';
    const before = cursor.ahead(i - 1);
    const starts = before.kind === 'newline' || before.text === ';' || before.text === '{';
    const found = depth === 1 && starts ? telling.get(`${text} ${cursor.ahead(i + 1).text}`) : undefined;
    if (found !== undefined) return found;
    if (text === '{') depth++;
    if (text === '}' && --depth === 0) return cursor.ahead(i + 1).text === 'from' ? 'import' : 'block';
  }
}

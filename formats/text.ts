/** How a text becomes a row of symbols: characters, or words and punctuation marks. */

const WORD = /[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}_]+)*|[^\s\p{L}\p{N}_]/gu;

/** Characters are code points; white space between words is no symbol. */
export const symbolsOf = (text: string, unit: 'char' | 'word'): Iterable<string> =>
  unit === 'char' ? text : (text.match(WORD) ?? []);

/** Where a last word that may go on begins. */
export function lastWord(text: string): number {
  const found = /[\p{L}\p{N}_'’]+$/u.exec(text);
  return found === null ? text.length : found.index;
}

/** What stands between round or square brackets, separated by commas. */
import type { Cursor } from './cursor.ts';
import { nameOf, parseExpression } from './expressions.ts';
import { isValue } from './signs.ts';
import type { Argument, Parameter } from './tree.ts';

/** From the open bracket to the closing one; the number of commas. */
export function parseElements(cursor: Cursor, closing: ')' | ']', what: string, parseElement: () => void): number {
  const { at } = cursor;
  const open = cursor.take();
  let commas = 0;
  let height = 0;
  if (!cursor.enter()) return commas;
  while (!cursor.is(closing) && !cursor.atBracketEnd()) {
    // What is not closed ends where it cannot go on, so that the rest of the statement keeps its meaning.
    if (!startsElement(cursor) && cursor.closing(at) < 0) break;
    parseElement();
    height = Math.max(height, cursor.height);
    if (!cursor.is(',')) {
      if (cursor.is(closing) || cursor.atBracketEnd()) break;
      if (isValue(cursor.token)) {
        const { end } = cursor.previous;
        cursor.mendable(cursor.token, `A comma is missing between two ${what}.`, [{ start: end, end, text: ',' }]);
        commas++;
        continue;
      }
      if (cursor.closing(at) < 0) break;
      cursor.expected(`a comma or ${closing}`);
      cursor.skipElement(closing);
    }
    if (!cursor.accept(',')) break;
    commas++;
  }
  cursor.close(closing, open);
  cursor.leave();
  cursor.height = height;
  return commas;
}

const startsElement = ({ token }: Cursor): boolean =>
  token.kind === 'name' || isValue(token) || ['(', '[', '{', '-', '?', ','].includes(token.text);

/** `(32, 3x3, pad=1)` */
export function parseArguments(cursor: Cursor): Argument[] {
  const args: Argument[] = [];
  parseElements(cursor, ')', 'arguments', () => {
    const { start, kind } = cursor.token;
    const name = kind === 'name' && cursor.following.text === '=' ? nameOf(cursor.take()) : null;
    if (name !== null) cursor.take();
    const value = parseExpression(cursor);
    args.push({ name, value, start: Math.min(start, value.start), end: cursor.previous.end });
  });
  return args;
}

/** `(classes = 10, width)` */
export function parseParameters(cursor: Cursor): Parameter[] {
  const parameters: Parameter[] = [];
  if (!cursor.is('(')) return parameters;
  parseElements(cursor, ')', 'parameters', () => {
    cursor.height = 0;
    if (!cursor.kind('name')) {
      cursor.expected('the name of a parameter');
      cursor.skipElement(')');
      return;
    }
    const name = nameOf(cursor.take());
    const value = cursor.accept('=') ? parseExpression(cursor) : null;
    parameters.push({ name, default: value, start: name.start, end: cursor.previous.end });
  });
  return parameters;
}

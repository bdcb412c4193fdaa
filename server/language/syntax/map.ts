/** `{ class: softmax(), "layer1.*": 0.1 }`, also over several lines. */
import type { Cursor } from './cursor.ts';
import { hole, isOrdinal, nameOf, parseExpression, takeText } from './expressions.ts';
import type { Expression, MapEntry, Name } from './tree.ts';

export function parseMap(cursor: Cursor): Expression {
  const { start } = cursor.take();
  const entries: MapEntry[] = [];
  let height = 0;
  if (cursor.enter()) {
    for (skipSpace(cursor); !cursor.is('}') && !cursor.kind('end'); skipSpace(cursor)) {
      const { at } = cursor;
      parseEntry(cursor, entries);
      height = Math.max(height, cursor.height);
      skipSpace(cursor);
      if (cursor.accept(',') || cursor.is('}')) continue;
      if (cursor.kind('name') || cursor.kind('string'))
        cursor.problem('syntax', cursor.token, 'A comma is missing between two entries.');
      else {
        cursor.expected('a comma or }');
        cursor.skipElement('}');
        cursor.accept(',');
      }
      if (cursor.at === at) cursor.take();
    }
    cursor.leave();
  }
  cursor.accept('}');
  cursor.height = height + 1;
  return { kind: 'map', entries, start, end: cursor.previous.end };
}

const skipSpace = (cursor: Cursor): void => {
  while (cursor.kind('newline')) cursor.take();
};

function parseEntry(cursor: Cursor, entries: MapEntry[]): void {
  const { start } = cursor.token;
  cursor.height = 0;
  const key = parseKey(cursor);
  if (key === null) {
    cursor.expected('a name and a colon');
    cursor.skipElement('}');
    return;
  }
  if (!cursor.accept(':')) cursor.expected(`a colon after ${key.text}`);
  const ends = cursor.is(',') || cursor.atLineEnd();
  if (ends) cursor.expected('a value');
  const value = ends ? hole(cursor) : parseExpression(cursor);
  entries.push({ key, value, start, end: cursor.previous.end });
}

/** A name, a path (`model.width`) or a text in quotation marks; `null` where none of them stands. */
export function parseKey(cursor: Cursor): Name | null {
  const { start } = cursor.token;
  if (cursor.kind('string')) {
    const { end } = cursor.token;
    return { text: takeText(cursor), start, end };
  }
  if (!cursor.kind('name')) return null;
  let { text } = nameOf(cursor.take());
  for (;;) {
    if (isOrdinal(cursor.token)) text += cursor.take().text;
    else if (cursor.accept('.')) {
      if (cursor.kind('name')) text += `.${cursor.take().text}`;
      else cursor.expected('a name behind the dot');
    } else return { text, start, end: cursor.previous.end };
  }
}

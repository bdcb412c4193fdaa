/** What stands between braces, one statement or setting after another, each on its own as far as slips go. */
import type { Range } from '../analysis.ts';
import type { Cursor } from './cursor.ts';
import { expectsMore, HEADER, isValue } from './signs.ts';

/** Where the `{` is missing this is said, and nothing is taken. */
export function parseBlock(cursor: Cursor, parseLine: () => void): Range {
  const { end: before } = cursor.previous;
  if (!cursor.is('{') && blockAhead(cursor)) {
    cursor.expected('{ and the block');
    while (!cursor.is('{')) cursor.take();
  }
  if (!cursor.is('{')) {
    cursor.problem('block-not-opened', cursor.previous, 'Expected { and the block.', ' {');
    return { start: before, end: before };
  }
  const { start } = cursor.take();
  if (cursor.enter()) {
    for (cursor.skipBreaks(); !cursor.is('}') && !cursor.kind('end'); cursor.skipBreaks()) {
      const { at } = cursor;
      parseLine();
      endStatement(cursor);
      if (cursor.at === at) cursor.take();
    }
    cursor.leave();
  }
  cursor.accept('}');
  return { start, end: cursor.previous.end };
}

/** Whether a block is opened further on in this statement: what stands before it is a slip. */
function blockAhead(cursor: Cursor): boolean {
  for (let i = 0; i < HEADER; i++) {
    const { kind, text } = cursor.ahead(i);
    if (text === '{') return true;
    if (kind === 'newline' || kind === 'end' || text === ';' || text === '}') return false;
  }
  return false;
}

/** Up to the end of a statement, or to what can be read as one of its own. */
function endStatement(cursor: Cursor): void {
  if (cursor.atLineEnd()) return;
  cursor.expected('the end of the statement');
  while (!cursor.atLineEnd() && !cursor.is('{') && !cursor.is('->') && !startsStatement(cursor)) cursor.takeWhole();
}

function startsStatement({ token, following, previous }: Cursor): boolean {
  if (!isValue(token) || token.kind !== 'name' || expectsMore(previous)) return false;
  if (following.kind === 'newline' || following.kind === 'end') return true;
  return following.kind === 'symbol' && ['(', '{', '}', '->', '=', '.', ';'].includes(following.text);
}

/** The stations of a flow: layers, tensors, joins, loops, `recur`, `if` and branches in braces. */
import type { Cursor } from './cursor.ts';
import { hole, nameOf, parseExpression, parseThen } from './expressions.ts';
import type { Token } from './lexer.ts';
import { moreNames, parseBareBody, parseBody } from './statements.ts';
import type { Body, ConditionalStage, Expression, LoopStage, Name, RecurStage, Stage } from './tree.ts';

export function parseStage(cursor: Cursor): Stage {
  const { start } = cursor.token;
  const { text } = cursor.token;
  if (cursor.is('{')) {
    const body = parseBody(cursor);
    return { kind: 'braces', body, start, end: cursor.previous.end };
  }
  if (cursor.kind('name')) {
    if (text === 'if') return parseIf(cursor);
    if ((text === 'repeat' || text === 'collect') && startsLoop(cursor)) return parseLoop(cursor, text);
    if (text === 'recur' && startsLoop(cursor)) return parseRecur(cursor);
  }
  if (cursor.atLineEnd() || cursor.is('->')) {
    cursor.expected('a layer');
    const value = hole(cursor);
    return { kind: 'expression', value, start: value.start, end: value.end };
  }
  const value = parseExpression(cursor);
  if (cursor.is('{') && value.start === start && value.kind !== 'error') return parseWithBlock(cursor, value);
  const from = Math.min(start, value.start);
  return { kind: 'expression', value, start: from, end: cursor.previous.end };
}

/** `add { … }`; what only a condition can be, or has an `else`, lacks its `if`. */
function parseWithBlock(cursor: Cursor, value: Expression): Stage {
  const { start } = value;
  const condition = value.kind === 'binary' || value.kind === 'unary' || value.kind === 'boolean';
  if (condition) {
    cursor.problem('syntax', value, 'Expected `if` before a condition.');
    return parseBranches(cursor, start, value);
  }
  if (value.kind !== 'name' && value.kind !== 'call')
    return { kind: 'expression', value, start, end: cursor.previous.end };
  const body = parseBody(cursor);
  if (value.kind === 'name' && startsElse(cursor) >= 0) {
    cursor.problem('syntax', value, 'Expected `if` before a condition.');
    const otherwise = parseElse(cursor);
    const then = body;
    return { kind: 'conditional', condition: value, then, otherwise, start, end: cursor.previous.end };
  }
  const callee = value.kind === 'call' ? value.callee : { text: value.text, start, end: value.end };
  const args = value.kind === 'call' ? value.args : null;
  return { kind: 'join', callee, args, body, start, end: cursor.previous.end };
}

/** The word with `(x in …)`, or with `(…)` and a block or a statement behind it; else it is the name of a layer. */
function startsLoop(cursor: Cursor): boolean {
  if (cursor.following.text !== '(') return false;
  if (cursor.ahead(2).text === 'in' || cursor.ahead(3).text === 'in') return true;
  if (takesApart(cursor, 2)) return true;
  const closing = cursor.closing(cursor.at + 1);
  if (closing < 0) return false;
  const { kind, text } = cursor.ahead(closing + 1 - cursor.at);
  return kind === 'name' || text === '{';
}

/** `(n, c) in`, `[n, c] in`, `n, c in` at this distance. */
function takesApart(cursor: Cursor, from: number): boolean {
  const brackets = cursor.ahead(from).text === '(' || cursor.ahead(from).text === '[';
  let i = brackets ? from + 1 : from;
  while (cursor.ahead(i).kind === 'name' && cursor.ahead(i + 1).text === ',') i += 2;
  const named = cursor.ahead(i).kind === 'name' && (brackets || i > from);
  if (!named) return false;
  return cursor.ahead(brackets ? i + 2 : i + 1).text === 'in';
}

/** `(n, c) in`; with other brackets or without it is read all the same. */
function parseParts(cursor: Cursor): Name[] {
  const { start, text } = cursor.token;
  const bracket = text === '(' || text === '[' ? cursor.take().text : null;
  const names = [nameOf(cursor.take()), ...moreNames(cursor)];
  const { end: last } = cursor.previous;
  if (bracket !== null) cursor.take();
  const { end } = cursor.previous;
  const message = `The parts of an element stand in round brackets: (${names.map((name) => name.text).join(', ')}) in ….`;
  const [first] = names;
  if (bracket !== '(' && first !== undefined)
    cursor.mendable({ start, end }, message, [
      { start, end: first.start, text: '(' },
      { start: last, end, text: ')' },
    ]);
  cursor.accept('in');
  return names;
}

/** `(i in ` or `(`; what follows is the sequence. */
function parseOver(cursor: Cursor): { open: Token; variable: Name | null; parts: Name[]; over: Expression } {
  const open = cursor.take();
  let variable: Name | null = null;
  let parts: Name[] = [];
  if (takesApart(cursor, 0)) parts = parseParts(cursor);
  else if (cursor.kind('name') && cursor.following.text === 'in') {
    variable = nameOf(cursor.take());
    cursor.take();
  } else if (cursor.is('in')) {
    cursor.expected('a name for the element');
    cursor.take();
  }
  const over = parseExpression(cursor);
  return { open, variable, parts, over };
}

function closeHeader(cursor: Cursor, open: Token): void {
  if (!cursor.is(')') && !cursor.atBracketEnd()) {
    cursor.expected(')');
    while (!cursor.is(')') && !cursor.atBracketEnd()) cursor.take();
  }
  cursor.close(')', open);
}

function parseLoop(cursor: Cursor, text: 'repeat' | 'collect'): LoopStage {
  const { start, end } = cursor.take();
  const { open, variable, parts, over } = parseOver(cursor);
  closeHeader(cursor, open);
  const body = cursor.kind('name') ? parseBareBody(cursor) : parseBody(cursor);
  return { kind: 'loop', keyword: { text, start, end }, variable, parts, over, body, start, end: cursor.previous.end };
}

function parseRecur(cursor: Cursor): RecurStage {
  const keyword = nameOf(cursor.take());
  const { open, variable, over } = parseOver(cursor);
  const states: { name: Name; start: Expression }[] = [];
  if (variable === null) cursor.expected('the name of a step, `in` and a sequence');
  while (cursor.accept(',')) {
    if (!cursor.kind('name')) {
      cursor.expected('the name of a state');
      cursor.skipElement(')');
      continue;
    }
    const name = nameOf(cursor.take());
    if (!cursor.accept('=')) cursor.expected(`= and the start of ${name.text}`);
    states.push({ name, start: parseExpression(cursor) });
  }
  closeHeader(cursor, open);
  const body = parseBody(cursor);
  const range = { start: keyword.start, end: cursor.previous.end };
  return { kind: 'recur', keyword, variable, over, states, body, ...range };
}

/** `if c { … }`, or `if c then a else b` as a value. */
function parseIf(cursor: Cursor): Stage {
  const { start } = cursor.take();
  const condition = parseExpression(cursor);
  if (!cursor.is('then')) return parseBranches(cursor, start, condition);
  const value = parseThen(cursor, condition, start);
  return { kind: 'expression', value, start, end: cursor.previous.end };
}

function parseBranches(cursor: Cursor, start: number, condition: Expression): ConditionalStage {
  const then = parseBody(cursor);
  const otherwise = parseElse(cursor);
  return { kind: 'conditional', condition, then, otherwise, start, end: cursor.previous.end };
}

/** How far the `else` is, behind the block or on the next line; −1 where there is none. */
function startsElse(cursor: Cursor): number {
  let i = 0;
  while (cursor.ahead(i).kind === 'newline') i++;
  const next = cursor.ahead(i + 1).text;
  return cursor.ahead(i).text === 'else' && (i === 0 || next === '{' || next === 'if') ? i : -1;
}

function parseElse(cursor: Cursor): Body | ConditionalStage | null {
  let i = startsElse(cursor);
  if (i < 0) return null;
  for (; i >= 0; i--) cursor.take();
  if (!cursor.is('if')) return parseBody(cursor);
  const { start } = cursor.take();
  if (!cursor.enter()) return null;
  const chain = parseBranches(cursor, start, parseExpression(cursor));
  cursor.leave();
  return chain;
}

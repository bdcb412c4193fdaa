/** Expressions by precedence climbing. Never fails: a hole becomes an `error` node and one message. */
import type { Cursor } from './cursor.ts';
import type { Token } from './lexer.ts';
import type { Argument, Expression, Name } from './tree.ts';

/** Higher binds tighter. */
const precedence: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '..': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '//': 7,
  '%': 7,
};
const NOT = 3;
const NEGATIVE = 8;

export const nameOf = ({ text, start, end }: Token): Name => ({ text, start, end });

export function parseExpression(cursor: Cursor, lowest = 1): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const { text, kind } = cursor.token;
    const level = kind === 'symbol' || kind === 'name' ? precedence[text] : undefined;
    if (level === undefined || level < lowest) return left;
    cursor.take();
    const right = parseExpression(cursor, level + 1);
    left = { kind: 'binary', operator: text, left, right, start: left.start, end: right.end };
  }
}

function parseUnary(cursor: Cursor): Expression {
  const { text, start } = cursor.token;
  if (cursor.is('-') || cursor.is('not')) {
    cursor.take();
    const operand = parseExpression(cursor, text === '-' ? NEGATIVE : NOT);
    return { kind: 'unary', operator: text, operand, start, end: operand.end };
  }
  return parsePrimary(cursor);
}

function parsePrimary(cursor: Cursor): Expression {
  const { token } = cursor;
  const { start, end, text } = token;
  switch (token.kind) {
    case 'integer':
    case 'float':
      cursor.take();
      return { kind: token.kind, value: Number(text), start, end };
    case 'size':
      cursor.take();
      return { kind: 'size', extents: text.split('x').map(Number), start, end };
    case 'string':
      cursor.take();
      if (text.length < 2 || !text.endsWith('"'))
        cursor.problem('text-not-closed', token, 'The text is not closed: " is missing.', { insert: '"' });
      return { kind: 'string', value: text.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1'), start, end };
    case 'name':
      return parseName(cursor);
    case 'symbol':
      if (text === '(') return parseGroup(cursor);
      if (text === '[') return parseList(cursor);
  }
  cursor.expected('a value');
  const { previous } = cursor;
  return { kind: 'error', start: previous.end, end: previous.end };
}

function parseName(cursor: Cursor): Expression {
  const { text, start, end } = cursor.token;
  if (text === 'if') return parseIf(cursor);
  const name = nameOf(cursor.take());
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', start, end };
  if (cursor.is('(')) {
    const args = parseArguments(cursor);
    return { kind: 'call', callee: name, args, start, end: cursor.previous.end };
  }
  if (cursor.is('.')) {
    cursor.take();
    const member = cursor.kind('name') ? nameOf(cursor.take()) : null;
    if (member === null) cursor.expected('the name of a property');
    return { kind: 'member', of: name, member, start, end: cursor.previous.end };
  }
  return { kind: 'name', text, start, end };
}

function parseIf(cursor: Cursor): Expression {
  const { start } = cursor.take();
  const condition = parseExpression(cursor);
  const hole = (what: string): Expression => {
    cursor.expected(what);
    return { kind: 'error', start: cursor.previous.end, end: cursor.previous.end };
  };
  const then = cursor.accept('then') ? parseExpression(cursor) : hole('`then` and a value');
  const otherwise = cursor.accept('else') ? parseExpression(cursor) : hole('`else` and a value');
  return { kind: 'if', condition, then, otherwise, start, end: otherwise.end };
}

function parseGroup(cursor: Cursor): Expression {
  const open = cursor.open();
  const elements: Expression[] = [];
  let commas = 0;
  while (!cursor.is(')') && !cursor.atLineEnd()) {
    elements.push(parseExpression(cursor));
    if (!cursor.accept(',')) break;
    commas++;
  }
  cursor.close(')', open);
  const range = { start: open.start, end: cursor.previous.end };
  const [only] = elements;
  return only !== undefined && commas === 0 ? only : { kind: 'tuple', elements, ...range };
}

function parseList(cursor: Cursor): Expression {
  const open = cursor.open();
  const elements: Expression[] = [];
  while (!cursor.is(']') && !cursor.atLineEnd()) {
    elements.push(parseExpression(cursor));
    if (!cursor.accept(',')) break;
  }
  cursor.close(']', open);
  return { kind: 'list', elements, start: open.start, end: cursor.previous.end };
}

/** `(32, 3x3, pad=1)`, from the open parenthesis. */
export function parseArguments(cursor: Cursor): Argument[] {
  const open = cursor.open();
  const args: Argument[] = [];
  while (!cursor.is(')') && !cursor.atLineEnd()) {
    args.push(parseArgument(cursor));
    if (cursor.accept(',')) continue;
    if (cursor.is(')') || cursor.atLineEnd()) break;
    if (!startsValue(cursor.token)) break;
    cursor.problem('syntax', cursor.token, 'A comma is missing between two arguments.');
  }
  if (!cursor.is(')') && !cursor.atLineEnd()) {
    cursor.expected('a comma or )');
    while (!cursor.is(')') && !cursor.atLineEnd()) cursor.take();
  }
  cursor.close(')', open);
  return args;
}

const startsValue = ({ kind }: Token) =>
  kind === 'name' || kind === 'integer' || kind === 'float' || kind === 'size' || kind === 'string';

function parseArgument(cursor: Cursor): Argument {
  const { start } = cursor.token;
  const named = cursor.kind('name') && cursor.following.text === '=';
  const name = named ? nameOf(cursor.take()) : null;
  if (named) cursor.take();
  const value = parseExpression(cursor);
  return { name, value, start, end: Math.max(value.end, cursor.previous.end) };
}

/** Expressions by precedence climbing. Never fails: a hole becomes an `error` node and one message. */
import { parseArguments, parseElements } from './arguments.ts';
import { type Cursor, DEEPEST } from './cursor.ts';
import type { Token } from './lexer.ts';
import { parseMap } from './map.ts';
import type { Expression, Name } from './tree.ts';

/** Higher binds tighter. */
const precedence: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['==', 4],
  ['!=', 4],
  ['<', 4],
  ['<=', 4],
  ['>', 4],
  ['>=', 4],
  ['..', 5],
  ['+', 6],
  ['-', 6],
  ['*', 7],
  ['/', 7],
  ['//', 7],
  ['%', 7],
  // Read where it is said to be pow(a, b).
  ['**', 9],
]);
const NOT = 3;
const NEGATIVE = 8;

export const nameOf = ({ text, start, end }: Token): Name => ({ text, start, end });

/** A hole right behind what was read last; what it is the first part of starts there too. */
export function hole({ previous }: Cursor): Expression {
  return { kind: 'error', start: previous.end, end: previous.end };
}

export function parseExpression(cursor: Cursor, lowest = 1): Expression {
  let { start } = cursor.token;
  let left = parseUnary(cursor);
  if (left.kind === 'error') ({ start } = left);
  for (;;) {
    const { kind, text } = cursor.token;
    if (kind !== 'symbol' && kind !== 'name') return left;
    const level = precedence.get(text) ?? 0;
    if (level < lowest) return left;
    cursor.take();
    const { height } = cursor;
    const right = parseExpression(cursor, level + 1);
    left = { kind: 'binary', operator: text, left, right, start, end: cursor.previous.end };
    if (!grow(cursor, height)) return left;
  }
}

/** A node above those of the heights given; too high a tree ends here. */
function grow(cursor: Cursor, height = 0): boolean {
  cursor.height = Math.max(height, cursor.height) + 1;
  if (cursor.height < DEEPEST) return true;
  cursor.tooDeep();
  return false;
}

function parseUnary(cursor: Cursor): Expression {
  if (!cursor.is('-') && !cursor.is('not')) return parsePrimary(cursor);
  const { text, start } = cursor.take();
  if (!cursor.enter()) return hole(cursor);
  const operand = parseExpression(cursor, text === '-' ? NEGATIVE : NOT);
  cursor.leave();
  cursor.height++;
  return { kind: 'unary', operator: text, operand, start, end: cursor.previous.end };
}

function parsePrimary(cursor: Cursor): Expression {
  const { token } = cursor;
  const { start, end, text } = token;
  cursor.height = 1;
  switch (token.kind) {
    case 'integer':
    case 'float':
      cursor.take();
      return { kind: token.kind, value: Number(text), start, end };
    case 'size':
      cursor.take();
      return { kind: 'size', extents: text.split('x').map(Number), start, end };
    case 'string':
      return { kind: 'string', value: takeText(cursor), start, end };
    case 'name':
      if (text === 'if') return parseIf(cursor);
      return parseChain(cursor, parseName(cursor), start);
    case 'symbol':
      if (text === '(') return parseChain(cursor, parseGroup(cursor), start);
      if (text === '[') return parseChain(cursor, parseList(cursor), start);
      if (cursor.atMap()) return parseMap(cursor);
      if (text !== '?') break;
      cursor.take();
      return { kind: 'unknown', start, end };
  }
  cursor.expected('a value');
  return hole(cursor);
}

/** Takes a text; its value is what stands between the quotation marks. */
export function takeText(cursor: Cursor): string {
  const token = cursor.take();
  const closed = /^"(?:\\.|[^\\])*"$/.test(token.text);
  if (!closed) cursor.problem('text-not-closed', token, 'The text is not closed: " is missing.', '"');
  return token.text.slice(1, closed ? -1 : undefined).replace(/\\(.)/g, '$1');
}

function parseName(cursor: Cursor): Expression {
  const { text, start, end } = cursor.take();
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', start, end };
  if (!cursor.is('(')) return { kind: 'name', text, start, end };
  const args = parseArguments(cursor);
  cursor.height++;
  return { kind: 'call', callee: { text, start, end }, args, start, end: cursor.previous.end };
}

/** `.member` and `[index]` behind an expression; an index follows without a space, so that `a [b]` stays two things. */
function parseChain(cursor: Cursor, of: Expression, start: number): Expression {
  for (;;) {
    const adjacent = cursor.token.start === cursor.previous.end;
    if (cursor.is('.')) {
      cursor.take();
      const member = cursor.kind('name') ? nameOf(cursor.take()) : null;
      if (member === null) cursor.expected('a name behind the dot');
      of = { kind: 'member', of, member, start, end: cursor.previous.end };
      const path = cursor.is('(') && cursor.token.start === of.end ? dotted(of) : null;
      if (path !== null) {
        const { end } = of;
        const args = parseArguments(cursor);
        of = { kind: 'call', callee: { text: path, start, end }, args, start, end: cursor.previous.end };
      }
    } else if (adjacent && isOrdinal(cursor.token)) {
      const { text, start: dot, end } = cursor.take();
      of = { kind: 'member', of, member: { text: text.slice(1), start: dot + 1, end }, start, end };
    } else if (adjacent && cursor.is('[')) {
      const open = cursor.take();
      const { height } = cursor;
      const index = cursor.enter() ? parseExpression(cursor) : null;
      if (index !== null) cursor.leave();
      cursor.close(']', open);
      of = { kind: 'index', of, index: index ?? hole(cursor), start, end: cursor.previous.end };
      cursor.height = Math.max(height, cursor.height);
    } else return of;
    if (!grow(cursor)) return of;
  }
}

/** `nn.Conv2d` of another framework, which is called like one name; `null` where it is not all names. */
function dotted(of: Expression): string | null {
  if (of.kind === 'name') return of.text;
  if (of.kind !== 'member' || of.member === null) return null;
  const before = dotted(of.of);
  return before === null ? null : `${before}.${of.member.text}`;
}

/** `.0` as in `layer1.0.conv1`, which by itself reads as a number. */
export const isOrdinal = ({ kind, text }: Token): boolean => kind === 'float' && /^\.\d+$/.test(text);

/** From `if`, the condition and then `then`. */
function parseIf(cursor: Cursor): Expression {
  const { start } = cursor.take();
  if (!cursor.enter()) return hole(cursor);
  const condition = parseExpression(cursor);
  const whole = parseThen(cursor, condition, start);
  cursor.leave();
  return whole;
}

/** The rest of `if c then a else b` behind its condition. */
export function parseThen(cursor: Cursor, condition: Expression, start: number): Expression {
  let { height } = cursor;
  const part = (word: string): Expression => {
    if (!cursor.accept(word)) {
      cursor.expected(`\`${word}\` and a value`);
      return hole(cursor);
    }
    const value = parseExpression(cursor);
    height = Math.max(height, cursor.height);
    return value;
  };
  const then = part('then');
  const otherwise = part('else');
  cursor.height = height;
  grow(cursor);
  return { kind: 'if', condition, then, otherwise, start, end: cursor.previous.end };
}

function parseGroup(cursor: Cursor): Expression {
  const { start } = cursor.token;
  const elements: Expression[] = [];
  const commas = parseElements(cursor, ')', 'elements', () => elements.push(parseExpression(cursor)));
  const [only] = elements;
  if (only !== undefined && commas === 0 && elements.length === 1) return only;
  cursor.height++;
  return { kind: 'tuple', elements, start, end: cursor.previous.end };
}

function parseList(cursor: Cursor): Expression {
  const { start } = cursor.token;
  const elements: Expression[] = [];
  parseElements(cursor, ']', 'elements', () => elements.push(parseExpression(cursor)));
  cursor.height++;
  return { kind: 'list', elements, start, end: cursor.previous.end };
}

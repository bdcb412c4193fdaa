/**
 * Statements of a body. Keywords mean something only where a statement starts and with what follows them, so each is
 * also a name: `head class { … }` and `head = relu`.
 */
import { parseBlock } from './block.ts';
import type { Cursor } from './cursor.ts';
import { nameOf, parseExpression } from './expressions.ts';
import { parseStage } from './stages.ts';
import type { Body, Expression, Name, Stage, Statement } from './tree.ts';

export function parseBody(cursor: Cursor): Body {
  const statements: Statement[] = [];
  const range = parseBlock(cursor, () => {
    const statement = parseStatement(cursor);
    if (statement !== null) statements.push(statement);
  });
  return { statements, ...range };
}

/** One statement where a body should be. */
export function parseBareBody(cursor: Cursor): Body {
  const { start } = cursor.token;
  const statement = parseStatement(cursor);
  return { statements: statement === null ? [] : [statement], bare: true, start, end: cursor.previous.end };
}

/** `null` where nothing can be made of it. */
function parseStatement(cursor: Cursor): Statement | null {
  const { following } = cursor;
  if (cursor.kind('name')) {
    const named = following.kind === 'name';
    switch (cursor.token.text) {
      case 'let':
      case 'share':
        if (named) return parseDefinition(cursor);
        break;
      case 'return':
        if (named || following.text === '[') return parseReturn(cursor);
        break;
      case 'head':
        if (named || following.text === '{') return parseHead(cursor);
        break;
      case 'else':
        if (following.text === '{' || following.text === 'if') return parseElseAlone(cursor);
        break;
      case 'next':
        if (named) return parseFlow(cursor, cursor.take().start, true);
    }
  }
  return parseFlow(cursor, cursor.token.start, false);
}

/** `let w = 4`, `share tower = Tower(64)` */
function parseDefinition(cursor: Cursor): Statement {
  const { start, text } = cursor.take();
  const name = nameOf(cursor.take());
  const parts = text === 'let' && cursor.is(',') ? [name, ...moreNames(cursor)] : [];
  if (!cursor.accept('=')) cursor.expected('= and a value');
  const value = parseExpression(cursor);
  const { end } = cursor.previous;
  if (text !== 'let') return { kind: 'share', name, value, start, end };
  return { kind: 'let', name: parts.length === 0 ? name : null, parts, value, start, end };
}

/** `, b, c` */
export function moreNames(cursor: Cursor): Name[] {
  const names: Name[] = [];
  while (cursor.is(',') && cursor.following.kind === 'name') {
    cursor.take();
    names.push(nameOf(cursor.take()));
  }
  return names;
}

function parseReturn(cursor: Cursor): Statement {
  const { start } = cursor.take();
  const values: Expression[] = [];
  do values.push(parseExpression(cursor));
  while (cursor.accept(','));
  return { kind: 'return', values, start, end: cursor.previous.end };
}

function parseHead(cursor: Cursor): Statement {
  const { start } = cursor.take();
  const name = cursor.kind('name') ? nameOf(cursor.take()) : null;
  if (name === null) cursor.expected('the name of the head');
  const body = parseBody(cursor);
  return { kind: 'head', name, body, start, end: cursor.previous.end };
}

function parseElseAlone(cursor: Cursor): Statement | null {
  cursor.problem('syntax', cursor.token, '`else` has no `if` before it.');
  cursor.take();
  return parseFlow(cursor, cursor.token.start, false);
}

function parseFlow(cursor: Cursor, start: number, next: boolean): Statement | null {
  const names = parseBinding(cursor);
  if (next && names.length === 0) cursor.expected('the name of a state and =');
  const stages: Stage[] = [parseStage(cursor)];
  while (cursor.accept('->')) stages.push(parseStage(cursor));
  const [only] = stages;
  const nothing = stages.length === 1 && only?.kind === 'expression' && only.value.kind === 'error';
  if (nothing && names.length === 0) return null;
  const from = Math.min(start, only?.start ?? start);
  return { kind: 'flow', next, names, stages, start: from, end: cursor.previous.end };
}

/** `name =` or `a, b =` before a flow; empty when the statement starts with the flow itself. */
function parseBinding(cursor: Cursor): Name[] {
  let last = 0;
  while (cursor.ahead(last).kind === 'name' && cursor.ahead(last + 1).text === ',') last += 2;
  if (cursor.ahead(last).kind !== 'name' || cursor.ahead(last + 1).text !== '=') return [];
  const names: Name[] = [];
  for (let i = 0; i <= last; i += 2) {
    names.push(nameOf(cursor.take()));
    cursor.take();
  }
  return names;
}

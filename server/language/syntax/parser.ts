/**
 * The parser: recursive descent by hand, recovering at line and brace. Keywords mean something only where an item or a
 * statement starts, so each is also a name.
 */
import { Cursor } from './cursor.ts';
import { nameOf, parseArguments, parseExpression } from './expressions.ts';
import { lex } from './lexer.ts';
import type {
  Argument,
  DataItem,
  Expression,
  FileTree,
  Item,
  ModelItem,
  Name,
  Parameter,
  Setting,
  Statement,
  TrainItem,
} from './tree.ts';

const itemKeywords = ['model', 'data', 'train'] as const;
type ItemKeyword = (typeof itemKeywords)[number];

/** What language.md has and this version does not, by where it stands. */
const laterItems = new Set(['block', 'fn', 'import', 'search', 'share']);
const laterStatements = new Set([
  'add',
  'concat',
  'multiply',
  'mean',
  'repeat',
  'collect',
  'recur',
  'share',
  'return',
  'head',
  'stage',
  'if',
  'split',
  'next',
]);

export function parse(text: string): FileTree {
  const tokens = lex(text);
  const cursor = new Cursor(tokens);
  const items: Item[] = [];
  for (;;) {
    while (cursor.kind('newline') || cursor.is(';')) cursor.take();
    if (cursor.kind('end')) break;
    const item = parseItem(cursor);
    if (item !== null) items.push(item);
  }
  return { tokens, items, problems: cursor.problems };
}

/** An item's keyword with a name behind it; `model` alone may be half-typed. */
function startsItem(cursor: Cursor): boolean {
  const { text, kind } = cursor.token;
  if (kind !== 'name' || !cursor.startsLine()) return false;
  const { kind: next, text: nextText } = cursor.following;
  const named = next === 'name' || nextText === '{';
  return named && ((itemKeywords as readonly string[]).includes(text) || laterItems.has(text));
}

function parseItem(cursor: Cursor): Item | null {
  const { text, kind } = cursor.token;
  if (kind === 'name' && (itemKeywords as readonly string[]).includes(text)) {
    const start = cursor.take();
    return { model: parseModel, data: parseData, train: parseTrain }[text as ItemKeyword](cursor, start.start);
  }
  if (kind === 'name' && laterItems.has(text)) {
    notYet(cursor, text);
    return null;
  }
  const guess = guessItem(cursor);
  cursor.expected('model, data or train');
  if (guess !== null)
    return { model: parseModel, data: parseData, train: parseTrain }[guess](cursor, cursor.token.start);
  if (cursor.is('}')) cursor.take();
  else cursor.skipStatement();
  return null;
}

/** A block whose keyword is missing is read as what its inside looks like, so that its lines keep their meaning. */
function guessItem(cursor: Cursor): ItemKeyword | null {
  if (!cursor.kind('name')) return null;
  for (let i = 1, opened = false; ; i++) {
    const { text, kind } = cursor.ahead(i);
    if (kind === 'end') return null;
    if (!opened && text === 'on') return 'train';
    if (!opened && kind === 'newline') return null;
    if (text === '{') opened = true;
    if (opened && text === 'input') return 'model';
    if (opened && text === 'source') return 'data';
    if (text === '}') return null;
  }
}

function notYet(cursor: Cursor, word: string): void {
  cursor.problem('not-yet', cursor.token, `\`${word}\` is not in the language yet.`);
  cursor.skipStatement();
}

function parseName(cursor: Cursor, what: string): Name | null {
  if (cursor.kind('name')) return nameOf(cursor.take());
  cursor.expected(what);
  return null;
}

/** Whether the block is opened further on in this line: what stands before it is a slip. */
function braceOnLine(cursor: Cursor): boolean {
  for (let i = 0; ; i++) {
    const { kind, text } = cursor.ahead(i);
    if (text === '{') return true;
    if (kind === 'newline' || kind === 'end' || text === '}') return false;
  }
}

/** The statements or settings between braces; a missing brace is said and put in thought. */
function parseBody(cursor: Cursor, parseLine: () => void): void {
  const { previous } = cursor;
  let open = previous;
  while (cursor.kind('newline') && cursor.ahead(1).text === '{') cursor.take();
  if (!cursor.is('{') && braceOnLine(cursor)) {
    cursor.expected('{ and the block');
    while (!cursor.is('{')) cursor.take();
  }
  if (cursor.is('{')) open = cursor.take();
  else cursor.problem('block-not-opened', previous, 'Expected { and the block.', { insert: ' {' });
  for (;;) {
    while (cursor.kind('newline') || cursor.is(';')) cursor.take();
    if (cursor.accept('}')) return;
    if (cursor.kind('end') || startsItem(cursor)) {
      cursor.problem('block-not-closed', open, 'The block is not closed: } is missing.');
      return;
    }
    parseLine();
    if (cursor.atLineEnd()) continue;
    cursor.expected('the end of the statement');
    cursor.skipStatement();
  }
}

function parseModel(cursor: Cursor, start: number): ModelItem {
  const name = parseName(cursor, 'the name of the model');
  const parameters = parseParameters(cursor);
  const statements: Statement[] = [];
  parseBody(cursor, () => {
    const statement = parseStatement(cursor);
    if (statement !== null) statements.push(statement);
  });
  return { kind: 'model', name, parameters, statements, start, end: cursor.previous.end };
}

/** `(classes = 10)`; read also where a parenthesis is missing. */
function parseParameters(cursor: Cursor): Parameter[] {
  const parameters: Parameter[] = [];
  const bare = cursor.kind('name') && ['=', ')', ','].includes(cursor.following.text);
  if (!cursor.is('(') && !bare) return parameters;
  const open = bare ? cursor.previous : cursor.open();
  if (bare) cursor.expected('(');
  while (cursor.kind('name')) {
    const name = nameOf(cursor.take());
    const value = cursor.accept('=') ? parseExpression(cursor) : null;
    parameters.push({ name, default: value, start: name.start, end: cursor.previous.end });
    if (!cursor.accept(',')) break;
  }
  if (bare) {
    cursor.accept(')');
    return parameters;
  }
  if (!cursor.is(')') && !cursor.is('{') && !cursor.atLineEnd()) {
    cursor.expected('the name of a parameter');
    while (!cursor.is(')') && !cursor.is('{') && !cursor.atLineEnd()) cursor.take();
  }
  cursor.close(')', open);
  return parameters;
}

function parseStatement(cursor: Cursor): Statement | null {
  const { text, start } = cursor.token;
  const next = cursor.following;
  if (text === 'let' && next.kind === 'name') return parseLet(cursor);
  const later =
    cursor.kind('name') &&
    laterStatements.has(text) &&
    (next.text === '{' || next.text === '(' || next.kind === 'name');
  if (later) {
    notYet(cursor, text);
    return null;
  }
  const names = parseBinding(cursor);
  if (names.length > 0 && cursor.atLineEnd()) {
    cursor.expected('a layer');
    return null;
  }
  const stages = [parseExpression(cursor)];
  while (cursor.accept('->')) stages.push(parseExpression(cursor));
  if (stages.length === 1 && stages[0]?.kind === 'error') {
    cursor.skipStatement();
    return null;
  }
  return { kind: 'flow', names, stages, start, end: cursor.previous.end };
}

function parseLet(cursor: Cursor): Statement {
  const { start } = cursor.take();
  const name = parseName(cursor, 'a name');
  if (!cursor.accept('=')) cursor.expected('= and a value');
  const value = parseExpression(cursor);
  return { kind: 'let', name, value, start, end: cursor.previous.end };
}

/** `name =` or `a, b =` before a flow; empty when the statement starts with the flow itself. */
function parseBinding(cursor: Cursor): Name[] {
  let length = 0;
  while (cursor.ahead(length).kind === 'name' && cursor.ahead(length + 1).text === ',') length += 2;
  if (cursor.ahead(length).kind !== 'name' || cursor.ahead(length + 1).text !== '=') return [];
  const names: Name[] = [];
  for (let i = 0; i <= length; i += 2) {
    names.push(nameOf(cursor.take()));
    cursor.take();
  }
  return names;
}

/** Words of settings that open a block of their own. */
function parseSetting(cursor: Cursor, settings: Setting[]): void {
  const { text } = cursor.token;
  const next = cursor.following;
  if (cursor.kind('name') && next.kind === 'name' && (text === 'stage' || text === 'targets')) {
    notYet(cursor, text);
    return;
  }
  const key = parseName(cursor, 'the name of a setting');
  if (key === null) {
    cursor.skipStatement();
    return;
  }
  if (!cursor.accept('=')) {
    cursor.expected(`= after ${key.text}`);
    cursor.skipStatement();
    return;
  }
  if (cursor.is('{')) {
    settings.push({ key, value: { kind: 'error', start: key.end, end: key.end }, start: key.start, end: key.end });
    cursor.skipStatement();
    return;
  }
  const value: Expression = parseExpression(cursor);
  settings.push({ key, value, start: key.start, end: Math.max(key.end, value.end) });
}

function parseSettings(cursor: Cursor): Setting[] {
  const settings: Setting[] = [];
  parseBody(cursor, () => parseSetting(cursor, settings));
  return settings;
}

function parseData(cursor: Cursor, start: number): DataItem {
  const name = parseName(cursor, 'the name of the data');
  const settings = parseSettings(cursor);
  return { kind: 'data', name, settings, start, end: cursor.previous.end };
}

function parseTrain(cursor: Cursor, start: number): TrainItem {
  const model = cursor.is('on') ? null : parseName(cursor, 'the name of a model');
  const args: Argument[] = cursor.is('(') ? parseArguments(cursor) : [];
  let data: Name | null = null;
  if (cursor.accept('on')) data = parseName(cursor, 'the name of the data');
  else cursor.expected('`on` and the name of the data');
  const as = cursor.accept('as') ? parseName(cursor, 'a name for this training') : null;
  const settings = parseSettings(cursor);
  return { kind: 'train', model, args, data, as, settings, start, end: cursor.previous.end };
}

/** The items of a file, each from behind its keyword. */
import type { Range } from '../analysis.ts';
import { parseArguments, parseParameters } from './arguments.ts';
import type { Cursor } from './cursor.ts';
import { nameOf, parseExpression, takeText } from './expressions.ts';
import { parseSettings } from './settings.ts';
import { HEADER, type ItemKeyword } from './signs.ts';
import { parseBody } from './statements.ts';
import type {
  Argument,
  DataItem,
  FunctionItem,
  ImportItem,
  Item,
  ModelItem,
  Name,
  SearchItem,
  TrainItem,
} from './tree.ts';

export function parseItem(cursor: Cursor, keyword: ItemKeyword, start: number): Item {
  switch (keyword) {
    case 'model':
    case 'block':
      return parseModel(cursor, keyword, start);
    case 'fn':
      return parseFunction(cursor, start);
    case 'import':
      return parseImport(cursor, start);
    case 'data':
      return parseData(cursor, start);
    case 'train':
      return parseTrain(cursor, start);
    case 'search':
      return parseSearch(cursor, start);
  }
}

function parseName(cursor: Cursor, what: string): Name | null {
  if (cursor.kind('name')) return nameOf(cursor.take());
  cursor.expected(what);
  return null;
}

/** The `{` of an item may stand on the next line; what stands before it on this one is a slip. */
function toBlock(cursor: Cursor): void {
  for (let i = 0; i < HEADER; i++) {
    const { kind, text } = cursor.ahead(i);
    if (text === '{' || kind === 'end') return;
    if (kind !== 'newline') continue;
    if (cursor.ahead(i + 1).text !== '{') return;
    if (i > 0) cursor.expected('{ and the block');
    while (!cursor.is('{')) cursor.take();
  }
}

const rangeFrom = (start: number, cursor: Cursor): Range => ({ start, end: cursor.previous.end });

function parseModel(cursor: Cursor, kind: 'model' | 'block', start: number): ModelItem {
  const name = parseName(cursor, `the name of the ${kind}`);
  const parameters = parseParameters(cursor);
  toBlock(cursor);
  const body = parseBody(cursor);
  return { kind, name, parameters, body, ...rangeFrom(start, cursor) };
}

function parseFunction(cursor: Cursor, start: number): FunctionItem {
  const name = parseName(cursor, 'the name of the function');
  if (!cursor.is('(')) cursor.expected('the parameters in ( )');
  const parameters = parseParameters(cursor);
  if (!cursor.accept('=')) cursor.expected('= and a value');
  const value = parseExpression(cursor);
  return { kind: 'fn', name, parameters, value, ...rangeFrom(start, cursor) };
}

function parseImport(cursor: Cursor, start: number): ImportItem {
  const names: { name: Name; as: Name | null }[] = [];
  const skipBreaks = () => {
    while (cursor.kind('newline')) cursor.take();
  };
  const open = cursor.accept('{');
  if (!open) cursor.expected('{ and the names that are imported');
  for (;;) {
    if (open) skipBreaks();
    if (!cursor.kind('name') || (cursor.is('from') && cursor.following.kind === 'string')) break;
    const name = nameOf(cursor.take());
    const as = cursor.accept('as') ? parseName(cursor, `another name for ${name.text}`) : null;
    names.push({ name, as });
    if (open) skipBreaks();
    if (cursor.accept(',')) continue;
    if (cursor.kind('name') && !cursor.is('from'))
      cursor.problem('syntax', cursor.token, 'A comma is missing between two names.');
  }
  if (open && !cursor.is('}') && !cursor.is('from')) {
    cursor.expected('a name or }');
    while (!cursor.is('}') && !cursor.is('from') && !cursor.kind('end')) cursor.take();
  }
  const closed = cursor.accept('}');
  if (!cursor.accept('from')) cursor.expected('`from` and a file');
  let path: Name | null = null;
  if (cursor.kind('string')) {
    const { start: first, end } = cursor.token;
    path = { text: takeText(cursor), start: first, end };
  } else cursor.expected('a file in quotation marks');
  if (!closed) cursor.accept('}');
  return { kind: 'import', names, path, ...rangeFrom(start, cursor) };
}

function parseData(cursor: Cursor, start: number): DataItem {
  const name = parseName(cursor, 'the name of the data');
  toBlock(cursor);
  const { settings } = parseSettings(cursor, null);
  return { kind: 'data', name, settings, ...rangeFrom(start, cursor) };
}

function parseTrain(cursor: Cursor, start: number): TrainItem {
  let model: Name | null = null;
  if (cursor.is('on') && !['on', '('].includes(cursor.following.text)) cursor.expected('the name of a model');
  else model = parseName(cursor, 'the name of a model');
  const args: readonly Argument[] = cursor.is('(') ? parseArguments(cursor) : [];
  if (!cursor.accept('on')) cursor.expected('`on` and the name of the data');
  let data: Name | null = null;
  const missing = cursor.is('as') && cursor.following.kind === 'name' && cursor.following.text !== 'as';
  if (cursor.kind('name') && !missing) data = nameOf(cursor.take());
  else cursor.expected('the name of the data');
  const as = cursor.accept('as') ? parseName(cursor, 'a name for this training') : null;
  toBlock(cursor);
  const { settings, groups: stages } = parseSettings(cursor, 'stage');
  return { kind: 'train', model, args, data, as, settings, stages, ...rangeFrom(start, cursor) };
}

function parseSearch(cursor: Cursor, start: number): SearchItem {
  const train = parseName(cursor, 'the name of a train');
  toBlock(cursor);
  const { settings, groups } = parseSettings(cursor, 'space');
  return { kind: 'search', train, space: groups[0] ?? null, settings, ...rangeFrom(start, cursor) };
}

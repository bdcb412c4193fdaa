/** Settings of data, train and search: `key = value`, and groups of them in braces. */
import { parseBlock } from './block.ts';
import type { Cursor } from './cursor.ts';
import { hole, nameOf, parseExpression } from './expressions.ts';
import { parseKey, parseMap } from './map.ts';
import type { Expression, Name, Setting, SettingGroup } from './tree.ts';

export interface Settings {
  readonly settings: readonly Setting[];
  readonly groups: readonly SettingGroup[];
}

/** `group` is the word that opens a group here: `stage` with a name, `space` without; `null` where there is none. */
export function parseSettings(cursor: Cursor, group: 'stage' | 'space' | null): Settings {
  const settings: Setting[] = [];
  const groups: SettingGroup[] = [];
  parseBlock(cursor, () => {
    if (startsGroup(cursor, group)) groups.push(parseGroup(cursor, group));
    else parseSetting(cursor, settings);
  });
  return { settings, groups };
}

function startsGroup(cursor: Cursor, group: string | null): boolean {
  if (cursor.is('{')) return !cursor.atMap();
  if (!cursor.kind('name')) return false;
  const { following } = cursor;
  if (following.text === '{') return cursor.is(group ?? '') || !opensMap(cursor);
  if (cursor.is('stage')) return following.kind === 'name';
  return following.kind === 'name' && cursor.ahead(2).text === '{';
}

/** `loss { class: … }`: the `=` is missing. */
const opensMap = (cursor: Cursor): boolean => {
  const [first, second] = [cursor.ahead(2), cursor.ahead(3)];
  return (first.kind === 'name' || first.kind === 'string') && second.text === ':';
};

/** `stage head { … }`; the word or the name may be missing. */
function parseGroup(cursor: Cursor, group: 'stage' | 'space' | null): SettingGroup {
  const { start } = cursor.token;
  const known = group !== null && cursor.is(group);
  if (!known) cursor.expected(group === null ? 'the name of a setting and =' : `${group} before the block`);
  const written = known || (cursor.kind('name') && cursor.following.kind === 'name');
  const keyword = written ? nameOf(cursor.take()) : { text: group ?? '', start, end: start };
  let name: Name | null = null;
  if (cursor.kind('name') && (group === 'stage' || cursor.following.text === '{')) name = nameOf(cursor.take());
  else if (group === 'stage') cursor.expected('the name of the stage');
  const { settings } = parseSettings(cursor, null);
  return { keyword, name, settings, start, end: cursor.previous.end };
}

function parseSetting(cursor: Cursor, settings: Setting[]): void {
  const key = parseKey(cursor);
  if (key === null) {
    cursor.expected('the name of a setting');
    if (cursor.accept('=') || cursor.is('{')) parseValue(cursor);
    return;
  }
  if (!cursor.accept('=')) cursor.expected(`= after ${key.text}`);
  const value = parseValue(cursor);
  settings.push({ key, value, start: key.start, end: cursor.previous.end });
}

function parseValue(cursor: Cursor): Expression {
  // A map may be part of a sum; braces that are not one in the making still hold together.
  if (cursor.is('{') && !cursor.atMap()) return parseMap(cursor);
  if (cursor.is('{') || !cursor.atLineEnd()) return parseExpression(cursor);
  cursor.expected('a value');
  return hole(cursor);
}

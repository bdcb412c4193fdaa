/** A setting of a train gets another value, or one argument of the call that stands there. */
import type { CallableKind } from '../../model/catalog/callable.ts';
import { findCallable } from '../../model/catalog/index.ts';
import { trainDefaults } from '../../model/settings.ts';
import {
  type CallExpression,
  callableKinds,
  type Expression,
  type Item,
  nearest,
  type TextChange,
  type TrainItem,
  trainSettings,
} from '../../server/language/index.ts';
import { suggestion, UsageError } from '../terminal/exit.ts';
import type { SettingChange } from './change.ts';

export function settingChange(
  text: string,
  items: readonly Item[],
  { key, path, value }: SettingChange,
  name: string | undefined,
): TextChange {
  const train = items.find(
    (item): item is TrainItem =>
      item.kind === 'train' && (name === undefined || (item.as ?? item.model)?.text === name),
  );
  if (train === undefined) throw new UsageError(`There is no train to set ${key} in.`);
  const spec = trainSettings[key];
  if (!Object.hasOwn(trainSettings, key) || spec === undefined) {
    const known = Object.keys(trainSettings);
    throw new UsageError(
      `A train has no setting ${key}; it has ${known.join(', ')}.${suggestion(nearest(key, known))}`,
    );
  }
  const setting = train.settings.find((candidate) => candidate.key.text === key);
  if (path.length === 0) {
    if (setting === undefined) return insertSetting(text, train, `${key} = ${value}`);
    return { start: setting.value.start, end: setting.value.end, text: value };
  }
  if (setting !== undefined)
    return setArgument(callAt(setting.value, key, path), callableKinds(spec), path.at(-1)!, value);
  if (path.length === 1 && (key === 'optimizer' || key === 'init'))
    return insertSetting(text, train, `${key} = ${trainDefaults[key].name}(${path[0]}=${value})`);
  throw new UsageError(
    `This train does not set ${key}; set it whole, for example ${spec.example.replaceAll(' ', '')}.`,
  );
}

/** `optimizer.lr` means the call that is the value, `loss.l2.weight` the call of `l2` within it. */
function callAt(value: Expression, key: string, path: readonly string[]): CallExpression {
  const calls = callsIn(value);
  const wanted = path.length === 1 ? calls : calls.filter(({ callee }) => callee.text === path[0]);
  const [call, ...others] = wanted;
  if (call !== undefined && others.length === 0 && path.length <= 2) return call;
  const names = calls.map(({ callee }) => `${key}.${callee.text}.…`).join(' or ');
  throw new UsageError(
    `${[key, ...path].join('.')} names no argument here${names === '' ? '' : `; it begins with ${names}`}.`,
  );
}

/** A callable without parentheses is read as a name. */
function callsIn(value: Expression): CallExpression[] {
  switch (value.kind) {
    case 'call':
      return [value];
    case 'name':
      return [{ kind: 'call', callee: value, args: null, start: value.start, end: value.end }];
    case 'binary':
      return [...callsIn(value.left), ...callsIn(value.right)];
    default:
      return [];
  }
}

function setArgument(
  { callee, args, end }: CallExpression,
  kinds: readonly CallableKind[],
  name: string,
  value: string,
): TextChange {
  const callable = kinds.map((kind) => findCallable(kind, callee.text)).find((found) => found !== undefined);
  const order = Object.keys(callable?.args ?? {});
  const there = args?.find((arg, i) => (arg.name?.text ?? order[i]) === name);
  if (there !== undefined) return { start: there.value.start, end: there.value.end, text: value };
  if (args === null) return { start: end, end, text: `(${name}=${value})` };
  const at = args.at(-1)?.end ?? end - 1;
  return { start: at, end: at, text: `${args.length === 0 ? '' : ', '}${name}=${value}` };
}

function insertSetting(text: string, { settings, data, start }: TrainItem, setting: string): TextChange {
  const last = settings.at(-1);
  if (last !== undefined) return { start: last.end, end: last.end, text: `; ${setting}` };
  const at = text.indexOf('{', data?.end ?? start) + 1;
  return { start: at, end: at, text: ` ${setting} ` };
}

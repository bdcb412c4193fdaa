/** A setting of a train, a stage or data by path: the whole of it, or an argument of a call in it. */
import { trainDefaults } from '../../../model/settings.ts';
import type { Range, TextChange } from '../analysis.ts';
import { nearest } from '../evaluate/reporter.ts';
import { callableKinds, type SettingSpecs } from '../evaluate/settings.ts';
import type { Setting } from '../syntax/tree.ts';
import { argumentIn, argumentOf } from './argument.ts';
import type { PathPlace, PathProblem } from './path.ts';

/** The braces that settings stand in. */
export interface Holder {
  /** In words: `A train`. */
  readonly what: string;
  readonly settings: readonly Setting[];
  readonly specs: SettingSpecs;
  /** From before the opening brace on. */
  readonly range: Range;
  readonly text: string;
}

/** `prefix` is what stands before these segments in the path. */
export function settingAt(segments: readonly string[], holder: Holder, prefix: string): PathPlace | PathProblem {
  const { what, settings, specs } = holder;
  const [key = '', ...path] = segments;
  const spec = Object.hasOwn(specs, key) ? specs[key] : undefined;
  if (spec === undefined) {
    const known = Object.keys(specs);
    const word = nearest(key, known);
    const message = `${what} has no setting ${key}; it has ${known.join(', ')}.`;
    return word === undefined ? { message } : { message, near: { word, path: prefix + [word, ...path].join('.') } };
  }
  const written = settings.find((setting) => setting.key.text === key);
  if (path.length === 0) {
    const target = { kind: 'setting', key, spec } as const;
    if (written === undefined) return { target, value: null, set: (text) => [insert(`${key} = ${text}`, holder)] };
    return { target, value: written.value, set: (text) => [replaced(written.value, text)] };
  }
  if (written !== undefined) return argumentIn(written.value, callableKinds(spec), path, `${prefix}${key}`);
  const start = prefix === '' && (key === 'optimizer' || key === 'init') ? trainDefaults[key] : undefined;
  if (start === undefined || path.length > 1)
    return {
      message: `${what.replace('A ', 'This ')} does not set ${key}; set it whole, for example ${spec.example.replaceAll(' ', '')}.`,
    };
  return argumentOf(start.name, callableKinds(spec), path[0] ?? '', `${prefix}${key}`, (argument) => [
    insert(`${key} = ${start.name}(${argument})`, holder),
  ]);
}

const replaced = ({ start, end }: Range, text: string): TextChange => ({ start, end, text });

function insert(setting: string, { settings, range, text }: Holder): TextChange {
  const last = settings.at(-1);
  if (last !== undefined) return { start: last.end, end: last.end, text: `; ${setting}` };
  const at = text.indexOf('{', range.start) + 1;
  return { start: at, end: at, text: ` ${setting} ` };
}

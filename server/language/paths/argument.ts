/** An argument within a value, by path: `lr`, `l2.weight`, `class.softmax.smoothing`, `then.floor`. */
import type { CallableKind } from '../../../model/catalog/callable.ts';
import { findCallable } from '../../../model/catalog/index.ts';
import type { TextChange } from '../analysis.ts';
import { nearest } from '../evaluate/reporter.ts';
import type { CallExpression, Expression } from '../syntax/tree.ts';
import type { PathPlace, PathProblem } from './path.ts';

/** `walked` is the path so far. */
export function argumentIn(
  value: Expression,
  kinds: readonly CallableKind[],
  path: readonly string[],
  walked: string,
): PathPlace | PathProblem {
  const [first = '', ...rest] = path;
  const entry = value.kind === 'map' ? value.entries.find(({ key }) => key.text === first) : undefined;
  if (entry !== undefined && rest.length > 0) return argumentIn(entry.value, kinds, rest, `${walked}.${first}`);
  const calls = callsIn(value);
  const named = calls.filter(({ callee }) => callee.text === first);
  if (named.length === 1 && named[0] !== undefined && rest.length > 0)
    return argumentAt(named[0], kinds, rest, `${walked}.${first}`);
  const [only, ...others] = calls;
  if (only !== undefined && others.length === 0) return argumentAt(only, kinds, path, walked);
  const names = beginnings(value).map((name) => `${walked}.${name}.…`);
  const there = names.length === 0 ? '' : `; it begins with ${[...new Set(names)].join(' or ')}`;
  return { message: `${[walked, ...path].join('.')} names no argument here${there}.` };
}

/** A callable without parentheses is read as a name. */
function callsIn(value: Expression): readonly CallExpression[] {
  switch (value.kind) {
    case 'call':
      return [value];
    case 'name':
      return [{ kind: 'call', callee: value, args: null, start: value.start, end: value.end }];
    case 'binary':
      return [...callsIn(value.left), ...callsIn(value.right)];
    case 'list':
      return value.elements.flatMap(callsIn);
    case 'map':
      return value.entries.flatMap((entry) => callsIn(entry.value));
    default:
      return [];
  }
}

/** What a path may go on with: heads, else calls. */
const beginnings = (value: Expression): readonly string[] =>
  value.kind === 'map' ? value.entries.map(({ key }) => key.text) : callsIn(value).map(({ callee }) => callee.text);

function argumentAt(
  call: CallExpression,
  kinds: readonly CallableKind[],
  path: readonly string[],
  walked: string,
): PathPlace | PathProblem {
  const { callee, args, end } = call;
  const [name = '', ...rest] = path;
  const order = Object.keys(callableOf(callee.text, kinds)?.args ?? {});
  const given = args?.find((arg, i) => (arg.name?.text ?? order[i]) === name)?.value ?? null;
  const add = (argument: string): readonly TextChange[] => {
    if (args === null) return [{ start: end, end, text: `(${argument})` }];
    const at = args.at(-1)?.end ?? end - 1;
    return [{ start: at, end: at, text: `${args.length === 0 ? '' : ', '}${argument}` }];
  };
  const place = argumentOf(callee.text, kinds, name, walked, add);
  if ('message' in place || place.target.kind !== 'argument') return place;
  if (rest.length === 0)
    return given === null
      ? place
      : { ...place, value: given, set: (text) => [{ start: given.start, end: given.end, text }] };
  const { description } = place.target;
  if (description.kind === 'call' && given !== null)
    return argumentIn(given, description.of, rest, `${walked}.${name}`);
  const why = description.kind === 'call' ? `${callee.text} does not set it` : `${name} of ${callee.text} is no call`;
  return { message: `${walked}.${[name, ...rest].join('.')} leads nowhere: ${why}.` };
}

/** An argument of a callable that is not written yet; `add` writes it. */
export function argumentOf(
  callee: string,
  kinds: readonly CallableKind[],
  name: string,
  walked: string,
  add: (argument: string) => readonly TextChange[],
): PathPlace | PathProblem {
  const callable = callableOf(callee, kinds);
  if (callable === undefined) return { message: `${walked}: there is no ${kinds.join(' or ')} called ${callee}.` };
  const description = Object.hasOwn(callable.args, name) ? callable.args[name] : undefined;
  if (description !== undefined) {
    const target = { kind: 'argument', callable, name, description } as const;
    return { target, value: null, set: (text) => add(`${name}=${text}`) };
  }
  const known = Object.keys(callable.args);
  const word = nearest(name, known);
  const message = `${callee} has no argument ${name}; it ${known.length === 0 ? 'takes none' : `takes ${known.join(', ')}`}.`;
  return word === undefined ? { message } : { message, near: { word, path: `${walked}.${word}` } };
}

const callableOf = (name: string, kinds: readonly CallableKind[]) =>
  kinds.map((kind) => findCallable(kind, name)).find((found) => found !== undefined);

/** What every entry of the catalog owes its readers, checked for layers and all other callables alike. */
import type { Argument, Arguments, Value } from './arguments.ts';
import type { Callable } from './callable.ts';
import { findCallable } from './index.ts';

/** What is wrong with how a callable is described, in words. */
export function flaws({ name, doc, example, source, args }: Callable): string[] {
  return [
    ...sentence('doc', doc),
    ...(isOf(example, name) ? [] : [`example: ${example} is no call of ${name}`]),
    ...(example.includes('\n') ? ['example: more than one line'] : []),
    ...(source === undefined || /[^.\s]$/.test(source) ? [] : [`source: ${source} ends in a full stop`]),
    ...Object.entries(args).flatMap(([key, argument]) => [
      ...(/^[a-z][a-z0-9_]*$/.test(key) ? [] : [`${key}: no name of the language`]),
      ...described(key, argument),
      ...badDefault(key, argument, args),
    ]),
  ];
}

/**
 * An example is of the callable, behind names for its outputs or what flows in, or starts with the keyword that it is
 * named for: `recur` makes a `recur_step`.
 */
function isOf(example: string, name: string): boolean {
  const [, word = ''] = /^(?:[\w, ]+ = |[^>]+ -> )?([a-z_0-9]+)/.exec(example) ?? [];
  return word === name || (word !== '' && name.startsWith(`${word}_`));
}

const sentence = (of: string, text: string): string[] =>
  /^\S.*\.\)?$/s.test(text) ? [] : [`${of}: no sentence: ${JSON.stringify(text)}`];

function described(key: string, argument: Argument): string[] {
  const own = sentence(key, argument.doc);
  if (argument.kind === 'list') return [...own, ...described(`${key}[]`, argument.of)];
  if (argument.kind !== 'enum') return own;
  return [...own, ...Object.entries(argument.members).flatMap(([member, doc]) => sentence(`${key}=${member}`, doc))];
}

function badDefault(key: string, argument: Argument, args: Arguments): string[] {
  const value = argument.default as Value | undefined;
  if (value === undefined) return [];
  if (typeof value === 'object' && value !== null && 'sameAs' in value) {
    const other = args[value.sameAs as string];
    return other?.kind === argument.kind ? [] : [`${key}: there is no ${argument.kind} ${value.sameAs}`];
  }
  return fits(argument, value) ? [] : [`${key}: default ${JSON.stringify(value)} is not of its type or range`];
}

const within = (value: number, { min = -Infinity, max = Infinity }: { min?: number; max?: number }) =>
  value >= min && value <= max;

const integers = (value: Value, count: number, min: number): boolean =>
  Array.isArray(value) && value.length === count && value.every((n) => Number.isInteger(n) && n >= min);

const padded = (value: Value, sides: number): boolean =>
  value === 'same' || value === 'valid' || integers(value, sides, 0);

/** Whether an evaluated value is one that the argument allows. */
export function fits(argument: Argument, value: Value): boolean {
  switch (argument.kind) {
    case 'int':
      return Number.isInteger(value) && within(value as number, argument);
    case 'float':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        within(value, argument) &&
        (argument.exclusive !== true || (value !== argument.min && value !== argument.max))
      );
    case 'bool':
      return typeof value === 'boolean';
    case 'string':
    case 'name':
    case 'tensor':
      return typeof value === 'string';
    case 'enum':
      return typeof value === 'string' && Object.hasOwn(argument.members, value);
    case 'size':
      return integers(value, 2, argument.min ?? 0);
    case 'size3':
      return integers(value, 3, argument.min ?? 0);
    case 'padding1':
      return padded(value, 2);
    case 'padding':
      return padded(value, 4);
    case 'padding3':
      return padded(value, 6);
    case 'list':
      return Array.isArray(value) && value.every((element) => fits(argument.of, element));
    case 'call':
      return isCall(value) && argument.of.some((kind) => isCallOf(findCallable(kind, value.name), value.args));
    case 'shape':
      return typeof value === 'object' && value !== null && 'axes' in value;
    case 'any':
      return true;
  }
}

const isCall = (value: Value): value is { readonly name: string; readonly args: Readonly<Record<string, Value>> } =>
  typeof value === 'object' && value !== null && 'name' in value && 'args' in value;

/** Whether every argument given is one of the callable's, and every one it requires is given. */
function isCallOf(callable: Callable | undefined, given: Readonly<Record<string, Value>>): boolean {
  if (callable === undefined) return false;
  const known = Object.entries(given).every(([key, value]) => {
    const argument = callable.args[key];
    return argument !== undefined && fits(argument, value);
  });
  return (
    known && Object.entries(callable.args).every(([key, { default: value }]) => value !== undefined || key in given)
  );
}

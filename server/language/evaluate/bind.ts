/** Arguments to values: by position, then by name, each read as the type the catalog gives it. */
import {
  type Arguments,
  type Argument as Description,
  defaults,
  type Value,
} from '../../../model/catalog/arguments.ts';
import type { Callable } from '../../../model/catalog/callable.ts';
import type { Range } from '../analysis.ts';
import type { Argument, Expression, Name } from '../syntax/tree.ts';
import { bareName, describe, evaluate, type Surroundings } from './expressions.ts';
import { nearest, renameFix } from './reporter.ts';
import type { Computed } from './scope.ts';

export interface Bound {
  /** Every argument of the callable; `null` is unknown. */
  readonly values: Readonly<Record<string, Value>>;
  /** Where each given argument stands. */
  readonly given: ReadonlyMap<string, Argument>;
}

export function bind(callable: Callable, callee: Range, args: readonly Argument[], around: Surroundings): Bound {
  const names = Object.keys(callable.args);
  const values: Record<string, Value> = { ...defaults(callable.args) };
  const given = new Map<string, Argument>();
  let position = 0;
  for (const argument of args) {
    const name = argument.name === null ? names[position++] : argument.name.text;
    if (!accept(callable, name, argument, given, around)) continue;
    given.set(name as string, argument);
    values[name as string] = read(callable, name as string, argument.value, around);
  }
  for (const name of names) {
    if (given.has(name) || callable.args[name]?.default !== undefined) continue;
    around.reporter.say(
      'missing-argument',
      callee,
      `${callable.name} needs ${name}: ${lower(callable.args[name]?.doc ?? '')} For example ${callable.example}.`,
    );
  }
  return { values, given };
}

/** Whether the argument exists and is given once. */
function accept(
  callable: Callable,
  name: string | undefined,
  argument: Argument,
  given: ReadonlyMap<string, Argument>,
  { reporter }: Surroundings,
): boolean {
  const names = Object.keys(callable.args);
  const takes = names.length === 0 ? 'takes no arguments' : `takes ${names.join(', ')}`;
  if (name === undefined) {
    reporter.say('too-many-arguments', argument, `${callable.name} ${takes}; this is one too many.`);
    return false;
  }
  if (!names.includes(name)) {
    const near = nearest(name, names);
    reporter.say(
      'unknown-argument',
      argument.name ?? argument,
      `${callable.name} has no argument ${name}; it ${takes}.`,
      { fixes: renameFix(argument.name ?? argument, near) },
    );
    return false;
  }
  if (given.has(name)) {
    reporter.say('argument-given-twice', argument, `${name} is given twice.`, {
      related: [{ ...rangeOf(given.get(name) as Argument), message: 'the first one' }],
    });
    return false;
  }
  return true;
}

const rangeOf = ({ start, end }: Range) => ({ start, end });
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function read(callable: Callable<Arguments>, name: string, value: Expression, around: Surroundings): Value {
  const description = callable.args[name] as Description;
  const bare = bareName(value);
  if (description.kind === 'name') return readName(value, bare, callable, around);
  const word = bare === null ? null : memberOf(description, bare);
  if (word !== null) return word;
  if (description.kind === 'enum' && bare !== null) return unknownMember(description, name, bare, around);
  const computed = evaluate(value, around);
  if (computed === null) return null;
  const converted = convert(description, computed);
  if (isRefusal(converted)) {
    const range = converted.code === 'out-of-range';
    const message = range
      ? `${callable.name}: ${name} is ${converted.found ?? describe(computed)}; it must be ${converted.expected}.`
      : `${callable.name}: ${name} takes ${converted.expected}; this is ${describe(computed)}.`;
    around.reporter.say(converted.code, value, message);
    return null;
  }
  return converted;
}

function readName(value: Expression, bare: Name | null, callable: Callable, { reporter }: Surroundings): Value {
  if (bare !== null) return bare.text;
  if (value.kind !== 'error')
    reporter.say('wrong-type', value, `${callable.name} takes a name here, for example ${callable.example}.`);
  return null;
}

/** A bare word that the type itself knows: `same`, `floor`. */
function memberOf(description: Description, bare: Name): string | null {
  if (description.kind === 'padding') return bare.text === 'same' || bare.text === 'valid' ? bare.text : null;
  return description.kind === 'enum' && Object.hasOwn(description.members, bare.text) ? bare.text : null;
}

function unknownMember(
  description: Extract<Description, { kind: 'enum' }>,
  name: string,
  bare: Name,
  { reporter }: Surroundings,
): null {
  const members = Object.keys(description.members);
  reporter.say('unknown-name', bare, `${name} is one of ${members.join(', ')}.`, {
    fixes: renameFix(bare, nearest(bare.text, members)),
  });
  return null;
}

interface Refusal {
  readonly code: 'wrong-type' | 'out-of-range';
  readonly expected: string;
  readonly found?: string;
}

const isRefusal = (value: Value | Refusal): value is Refusal =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'expected' in value;

const wrong = (expected: string): Refusal => ({ code: 'wrong-type', expected });

/** A computed value as the type of an argument. */
function convert(description: Description, value: Computed): Value | Refusal {
  switch (description.kind) {
    case 'int':
      if (typeof value !== 'number') return wrong('an integer');
      if (!Number.isInteger(value)) return wrong('an integer');
      return bounded(description, value);
    case 'float':
      return typeof value === 'number' ? bounded(description, value) : wrong('a number');
    case 'bool':
      return typeof value === 'boolean' ? value : wrong('true or false');
    case 'string':
      return typeof value === 'string' ? value : wrong('a text in quotation marks');
    case 'enum':
    case 'name':
      return wrong('a name');
    case 'size': {
      const sides = typeof value === 'number' ? [value, value] : integers(value);
      if (sides === null || sides.length !== 2 || !sides.every(Number.isInteger))
        return wrong('a size: 3x3, (rows, columns) or one integer');
      return least(sides, description.min ?? 0);
    }
    case 'padding': {
      const sides = typeof value === 'number' ? [value, value, value, value] : integers(value);
      const four = sides?.length === 2 ? [sides[0], sides[0], sides[1], sides[1]] : sides;
      if (four === null || four.length !== 4 || !four.every(Number.isInteger))
        return wrong('a number, (rows, columns), four sides, `same` or `valid`');
      return least(four as number[], 0);
    }
    case 'shape': {
      const extents = typeof value === 'number' ? [value] : integers(value);
      return extents === null || !extents.every(Number.isInteger) ? wrong('a shape: 32x32x3, or one integer') : extents;
    }
  }
}

const integers = (value: Computed): number[] | null =>
  Array.isArray(value) && value.every((element) => typeof element === 'number') ? (value as number[]) : null;

function bounded(
  { min, max, ...rest }: Extract<Description, { kind: 'int' | 'float' }>,
  value: number,
): number | Refusal {
  const open = 'exclusive' in rest && rest.exclusive === true;
  const low = min === undefined || (open ? value > min : value >= min);
  const high = max === undefined || (open ? value < max : value <= max);
  if (low && high) return value;
  const bounds = [
    min === undefined ? '' : `${open ? 'more than' : 'at least'} ${min}`,
    max === undefined ? '' : `${open ? 'less than' : 'at most'} ${max}`,
  ];
  return { code: 'out-of-range', expected: bounds.filter((bound) => bound !== '').join(' and '), found: String(value) };
}

const least = (values: readonly number[], min: number): readonly number[] | Refusal => {
  const low = values.find((value) => value < min);
  return low === undefined ? values : { code: 'out-of-range', expected: `at least ${min}`, found: String(low) };
};

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
import type { Surroundings } from './around.ts';
import { readCall } from './callables.ts';
import { convert, isRefusal } from './convert.ts';
import { bareName, describe, evaluate } from './expressions.ts';
import { meant } from './meant.ts';
import { nearest, renameFix } from './reporter.ts';
import { isTensor, type Tensor } from './values.ts';

export interface Bound {
  /** Every argument of the callable but tensors; `null` is unknown. */
  readonly values: Readonly<Record<string, Value>>;
  /** Tensors given as arguments. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Where each given argument stands. */
  readonly given: ReadonlyMap<string, Argument>;
}

/** What is the same for every call. */
interface Prepared {
  readonly names: readonly string[];
  readonly required: readonly string[];
  /** What a call without arguments gives. */
  readonly bare: Bound;
}

const preparedOf = new WeakMap<Arguments, Prepared>();

function prepared({ args }: Callable): Prepared {
  const known = preparedOf.get(args);
  if (known !== undefined) return known;
  const names = Object.keys(args);
  const required = names.filter((name) => isRequired(args[name] as Description));
  const fresh = { names, required, bare: { values: defaults(args), tensors: noTensors, given: noArguments } };
  preparedOf.set(args, fresh);
  return fresh;
}

const noTensors: ReadonlyMap<string, Tensor> = new Map();
/** Where no argument is given. */
export const noArguments: ReadonlyMap<string, Argument> = new Map();

export function bind(callable: Callable, callee: Range, args: readonly Argument[], around: Surroundings): Bound {
  const { names, required, bare } = prepared(callable);
  if (args.length === 0 && required.length === 0) return bare;
  const values: Record<string, Value> = { ...bare.values };
  let tensors: Map<string, Tensor> | null = null;
  const given = new Map<string, Argument>();
  let position = 0;
  for (const argument of withRest(callable, args)) {
    const name = argument.name === null ? names[position++] : argument.name.text;
    if (!accept(callable, name, argument, given, around)) continue;
    given.set(name, argument);
    if (callable.args[name]?.kind === 'tensor') {
      const tensor = readTensor(callable, name, argument.value, around);
      if (tensor !== null) tensors = (tensors ?? new Map<string, Tensor>()).set(name, tensor);
    } else values[name] = read(callable, name, argument.value, around);
  }
  for (const name of required) {
    if (given.has(name)) continue;
    const { doc } = callable.args[name] as Description;
    const message = `${callable.name} needs ${name}: ${lower(doc)} For example ${callable.example}.`;
    around.reporter.say('missing-argument', callee, message);
  }
  return { values, tensors: tensors ?? noTensors, given };
}

/** Whether a call has to give the argument. */
export const isRequired = (description: Description): boolean =>
  description.kind === 'tensor' ? description.required === true : description.default === undefined;

/** The last arguments of `choice(32, 64)` as one list. */
function withRest(callable: Callable, args: readonly Argument[]): readonly Argument[] {
  const { names } = prepared(callable);
  const at = names.length - 1;
  const last = callable.args[names[at] ?? ''];
  if (last?.kind !== 'list' || last.rest !== true) return args;
  const rest = args.slice(at);
  const [first] = rest;
  if (first === undefined || rest.some(({ name }) => name !== null)) return args;
  if (rest.length === 1 && first.value.kind === 'list') return args;
  const range = { start: first.start, end: rest.at(-1)?.end ?? first.end };
  const value: Expression = { kind: 'list', elements: rest.map((argument) => argument.value), ...range };
  return [...args.slice(0, at), { name: null, value, ...range }];
}

/** Whether the argument exists and is given once. */
function accept(
  callable: Callable,
  name: string | undefined,
  argument: Argument,
  given: ReadonlyMap<string, Argument>,
  { reporter }: Surroundings,
): name is string {
  if (name === undefined) {
    reporter.say('too-many-arguments', argument, `${callable.name} ${takes(callable)}; this is one too many.`);
    return false;
  }
  if (!Object.hasOwn(callable.args, name)) {
    const at = argument.name ?? argument;
    const { note, fixes } = meant(['argument'], { ...at, text: name }, Object.keys(callable.args));
    const there = note === '' ? `; it ${takes(callable)}.` : `.${note}`;
    reporter.say('unknown-argument', at, `${callable.name} has no argument ${name}${there}`, { fixes });
    return false;
  }
  const before = given.get(name);
  if (before === undefined) return true;
  const related = [{ start: before.start, end: before.end, message: 'the first one' }];
  reporter.say('argument-given-twice', argument, `${name} is given twice.`, { related });
  return false;
}

function takes({ args }: Callable): string {
  const names = Object.keys(args);
  return names.length === 0 ? 'takes no arguments' : `takes ${names.join(', ')}`;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function readTensor(callable: Callable, name: string, value: Expression, around: Surroundings): Tensor | null {
  const computed = evaluate(value, around);
  if (isTensor(computed)) return computed;
  if (computed !== null) {
    const message = `${callable.name}: ${name} takes a tensor by name; this is ${describe(computed)}.`;
    around.reporter.say('wrong-type', value, message);
  }
  return null;
}

function read(callable: Callable, name: string, value: Expression, around: Surroundings): Value {
  const description = callable.args[name] as Description;
  const bare = bareName(value);
  if (description.kind === 'name') return readName(value, bare, callable, around);
  if (description.kind === 'call') return readCall(description.of, value, around)?.call ?? null;
  const word = bare === null ? null : memberOf(description, bare);
  if (word !== null) return word;
  if (description.kind === 'enum' && bare !== null) return unknownMember(description, name, bare, around);
  if (description.kind === 'list' && value.kind === 'list' && isWords(description.of))
    return value.elements.map((element) => readElement(callable, name, description.of, element, around));
  const computed = evaluate(value, around);
  if (computed === null) return null;
  if (description.kind === 'enum') {
    const message = `${name} is one of ${Object.keys(description.members).join(', ')}; this is ${describe(computed)}.`;
    around.reporter.say('wrong-type', value, message);
    return null;
  }
  const converted = convert(description, computed);
  if (!isRefusal(converted)) return converted;
  const { code, expected, found } = converted;
  const message =
    code === 'out-of-range'
      ? `${callable.name}: ${name} is ${found ?? describe(computed)}; it must be ${expected}.`
      : `${callable.name}: ${name} takes ${expected}; this is ${describe(computed)}.`;
  around.reporter.say(code, value, message);
  return null;
}

const isWords = ({ kind }: Description) => kind === 'enum' || kind === 'name' || kind === 'call';

/** An element of a list of words or calls: `[channels, height, width]`. */
function readElement(
  callable: Callable,
  name: string,
  of: Description,
  element: Expression,
  around: Surroundings,
): Value {
  return read({ ...callable, args: { [name]: of } }, name, element, around);
}

function readName(value: Expression, bare: Name | null, callable: Callable, { reporter }: Surroundings): Value {
  if (bare !== null) return bare.text;
  if (value.kind !== 'error')
    reporter.say('wrong-type', value, `${callable.name} takes a name here, for example ${callable.example}.`);
  return null;
}

const paddingRules = ['same', 'valid'];

/** A bare word that the type itself knows: `same`, `floor`. */
export function memberOf(description: Description, { text }: Name): string | null {
  if (description.kind === 'enum') return Object.hasOwn(description.members, text) ? text : null;
  return description.kind.startsWith('padding') && paddingRules.includes(text) ? text : null;
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

/** Calls of the catalog as values of settings and arguments: `adam(lr=1e-3)`. */
import type { Call } from '../../../model/catalog/arguments.ts';
import type { CallableKind } from '../../../model/catalog/callable.ts';
import { callablesOf, findCallable } from '../../../model/catalog/index.ts';
import type { Argument, Expression, Name } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { bind } from './bind.ts';
import { meant } from './meant.ts';

export interface ReadCall {
  readonly kind: CallableKind;
  readonly call: Call;
  readonly callee: Name;
  readonly at: Expression;
  /** Where each given argument stands. */
  readonly given: ReadonlyMap<string, Argument>;
}

/** A call of one of the kinds, with or without parentheses; `null` when it is none, which has been said. */
export function readCall(kinds: readonly CallableKind[], value: Expression, around: Surroundings): ReadCall | null {
  const written = calleeOf(value);
  const names = kinds.flatMap((kind) => callablesOf(kind).map(({ name }) => name));
  if (written === null) {
    if (sayWithoutCall(kinds, value, names, around)) return null;
    if (value.kind !== 'error') around.reporter.say('wrong-type', value, `Expected one of ${names.join(', ')}.`);
    return null;
  }
  const { callee, args } = written;
  for (const kind of kinds) {
    const callable = findCallable(kind, callee.text);
    if (callable === undefined) continue;
    const { values, given } = bind(callable, callee, args, around);
    return { kind, call: { name: callable.name, args: values }, callee, at: value, given };
  }
  const { note, fixes } = meant(kinds, callee, names);
  const there = note === '' ? `; there are ${names.join(', ')}.` : `.${note}`;
  const message = `There is no ${kinds.join(' or ')} called ${callee.text}${there}`;
  around.reporter.say('unknown-name', callee, message, { fixes });
  return null;
}

/** What a call without parentheses would be. */
export function calleeOf(value: Expression): { callee: Name; args: readonly Argument[] } | null {
  if (value.kind === 'call') return { callee: value.callee, args: value.args ?? [] };
  if (value.kind === 'name') return { callee: { text: value.text, start: value.start, end: value.end }, args: [] };
  return null;
}

/** `loss = "softmax"`, `clip = 1.0`: what should be a call is something else. */
function sayWithoutCall(
  kinds: readonly CallableKind[],
  value: Expression,
  names: readonly string[],
  { reporter, environment: { file } }: Surroundings,
): boolean {
  const { start, end } = value;
  if (value.kind === 'string') {
    const { name, fixes } = meant(kinds, { text: value.value, start, end }, names);
    const known = names.includes(value.value) ? value.value : name;
    const message = `A ${kinds[0]} stands without quotation marks${known === undefined ? '' : `: ${known}()`}.`;
    reporter.say('wrong-type', value, message, { fixes });
    return true;
  }
  if (kinds.includes('distribution') && value.kind === 'list') {
    const [first, last] = [value.elements[0], value.elements.at(-1)];
    const values = first === undefined || last === undefined ? '…' : file.text.slice(first.start, last.end);
    const fixes =
      first === undefined
        ? []
        : [{ title: `Write choice(${values})`, changes: [{ start, end, text: `choice(${values})` }] }];
    reporter.say('wrong-type', value, `One of several values is drawn by choice(${values}).`, { fixes });
    return true;
  }
  const clip = kinds.includes('clipping') && (value.kind === 'integer' || value.kind === 'float') ? value.value : null;
  if (clip === null || !Number.isFinite(clip)) return false;
  const ways = [`norm(${clip})`, `value(${clip})`];
  const message = `${ways[0]} keeps the length of all gradients together below ${clip}, ${ways[1]} each number.`;
  const fixes = ways.map((text) => ({ title: `Write ${text}`, changes: [{ start, end, text }] }));
  reporter.say('wrong-type', value, message, { fixes });
  return true;
}

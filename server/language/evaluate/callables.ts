/** Calls of the catalog as values of settings: `adam(lr=1e-3)`, `softmax() + l2(1e-4)`. */
import type { Call } from '../../../model/catalog/arguments.ts';
import type { CallableKind } from '../../../model/catalog/callable.ts';
import { callablesOf, findCallable } from '../../../model/catalog/index.ts';
import type { LossTerm } from '../../../model/settings.ts';
import type { Argument, Expression, Name } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { bind } from './bind.ts';
import { evaluate } from './expressions.ts';
import { nearest, renameFix } from './reporter.ts';

/** A call of one of the kinds, with or without parentheses; `null` when it is none, which has been said. */
export function readCall(
  kinds: readonly CallableKind[],
  value: Expression,
  around: Surroundings,
): { readonly kind: CallableKind; readonly call: Call } | null {
  const written = calleeOf(value);
  const names = kinds.flatMap((kind) => callablesOf(kind).map(({ name }) => name));
  if (written === null) {
    if (value.kind !== 'error') around.reporter.say('wrong-type', value, `Expected one of ${names.join(', ')}.`);
    return null;
  }
  const { callee, args } = written;
  for (const kind of kinds) {
    const callable = findCallable(kind, callee.text);
    if (callable === undefined) continue;
    const { values } = bind(callable, callee, args, around);
    return { kind, call: { name: callable.name, args: values } };
  }
  around.reporter.say(
    'unknown-name',
    callee,
    `There is no ${kinds.join(' or ')} called ${callee.text}; there are ${names.join(', ')}.`,
    {
      fixes: renameFix(callee, nearest(callee.text, names)),
    },
  );
  return null;
}

function calleeOf(value: Expression): { callee: Name; args: readonly Argument[] } | null {
  if (value.kind === 'call') return { callee: value.callee, args: value.args ?? [] };
  if (value.kind === 'name') return { callee: { text: value.text, start: value.start, end: value.end }, args: [] };
  return null;
}

export interface Losses {
  readonly terms: readonly LossTerm[];
  readonly regularizers: readonly Call[];
}

/** A sum of losses and regularizers, each with a factor before it or not. */
export function readLosses(value: Expression, around: Surroundings, factor = 1): Losses {
  if (value.kind === 'binary' && value.operator === '+') {
    const left = readLosses(value.left, around, factor);
    const right = readLosses(value.right, around, factor);
    return { terms: [...left.terms, ...right.terms], regularizers: [...left.regularizers, ...right.regularizers] };
  }
  if (value.kind === 'binary' && value.operator === '*') {
    const weight = evaluate(value.left, around);
    if (typeof weight !== 'number') return { terms: [], regularizers: [] };
    return readLosses(value.right, around, factor * weight);
  }
  const read = readCall(['loss', 'regularizer'], value, around);
  if (read === null) return { terms: [], regularizers: [] };
  if (read.kind === 'loss') return { terms: [{ call: read.call, weight: factor }], regularizers: [] };
  const { name, args } = read.call;
  const scaled = typeof args.weight === 'number' ? { weight: args.weight * factor } : {};
  return { terms: [], regularizers: [{ name, args: { ...args, ...scaled } }] };
}

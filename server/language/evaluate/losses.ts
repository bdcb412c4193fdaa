/** `softmax() + l2(1e-4)`, `{ class: softmax(), box: 2.0 * l2_distance() }`: losses by head, and regularizers. */

import type { Call } from '../../../model/catalog/arguments.ts';
import { findCallable } from '../../../model/catalog/index.ts';
import type { LossTerm } from '../../../model/settings.ts';
import type { Expression, Name } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { calleeOf, type ReadCall, readCall } from './callables.ts';
import { numeric } from './expressions.ts';

export interface ReadTerm extends LossTerm {
  /** The call. */
  readonly at: ReadCall;
}

export interface Losses {
  readonly terms: readonly ReadTerm[];
  readonly regularizers: readonly Call[];
  /** The keys of the map, where there is one. */
  readonly heads: readonly Name[];
}

const none: Losses = { terms: [], regularizers: [], heads: [] };

interface Within {
  readonly factor: number;
  readonly head: string | null;
}

/** A sum of losses and regularizers, each with a factor before it or not; of several heads a map of sums. */
export const readLosses = (value: Expression, around: Surroundings): Losses =>
  read(value, { factor: 1, head: null }, around);

function read(value: Expression, within: Within, around: Surroundings): Losses {
  if (value.kind === 'map') return readMap(value, within, around);
  if (value.kind === 'binary' && value.operator === '+')
    return join(read(value.left, within, around), read(value.right, within, around));
  if (value.kind === 'binary' && value.operator === '*') return readProduct(value, within, around);
  if (value.kind === 'binary') {
    around.reporter.say(
      'wrong-type',
      value,
      `A loss is a sum, each part with a factor or not; this is a ${value.operator}.`,
    );
    return none;
  }
  const found = readCall(['loss', 'regularizer'], value, around);
  if (found === null) return none;
  const { call } = found;
  if (found.kind === 'loss') {
    const head = within.head === null ? {} : { head: within.head };
    return { ...none, terms: [{ call, weight: within.factor, ...head, at: found }] };
  }
  return { ...none, regularizers: [scaled(found, within.factor, around)] };
}

const join = (a: Losses, b: Losses): Losses => ({
  terms: [...a.terms, ...b.terms],
  regularizers: [...a.regularizers, ...b.regularizers],
  heads: [...a.heads, ...b.heads],
});

/** A factor makes a regularizer so many times as strong. */
function scaled({ call, callee }: ReadCall, factor: number, { reporter }: Surroundings): Call {
  if (factor === 1) return call;
  const { name, args } = call;
  if (!Object.hasOwn(args, 'weight'))
    reporter.say(
      'factor-without-effect',
      callee,
      `${name} adds nothing to the loss; a factor before it has no effect.`,
    );
  const weight = typeof args.weight === 'number' ? args.weight * factor : null;
  return Object.hasOwn(args, 'weight') ? { name, args: { ...args, weight } } : call;
}

function readMap({ entries }: Extract<Expression, { kind: 'map' }>, within: Within, around: Surroundings): Losses {
  const heads: Name[] = [];
  let all = none;
  for (const { key, value } of entries) {
    const before = heads.find(({ text }) => text === key.text);
    if (within.head !== null)
      around.reporter.say('wrong-type', key, 'The losses of a head are a sum; a map within a map has no meaning.');
    else if (before !== undefined) {
      const related = [{ start: before.start, end: before.end, message: 'the first one' }];
      around.reporter.say('setting-given-twice', key, `${key.text} has its loss already; add them up.`, { related });
    } else {
      heads.push(key);
      all = join(all, read(value, { ...within, head: key.text }, around));
    }
  }
  return { ...all, heads };
}

/** The side that is no loss is the factor. */
function readProduct(
  { left, right }: Extract<Expression, { kind: 'binary' }>,
  within: Within,
  around: Surroundings,
): Losses {
  const [factor, part] = isLoss(right) ? [left, right] : [right, left];
  if (isLoss(factor)) {
    around.reporter.say('wrong-type', factor, 'Losses are added up; a factor is a number.');
    return none;
  }
  const number = numeric(factor, around);
  if (number !== null && number < 0)
    around.reporter.say('out-of-range', factor, `A factor of a loss is at least 0; this is ${number}.`);
  return number === null ? none : read(part, { ...within, factor: within.factor * number }, around);
}

function isLoss(value: Expression): boolean {
  if (value.kind === 'map') return true;
  if (value.kind === 'binary') return isLoss(value.left) || isLoss(value.right);
  const name = calleeOf(value)?.callee.text;
  return (
    name !== undefined && (['loss', 'regularizer'] as const).some((kind) => findCallable(kind, name) !== undefined)
  );
}

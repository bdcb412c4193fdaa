/** Distances between numbers; the sum over the outputs. */
import type { Tape, Var } from '../tape/tape.ts';
import { derivedLoss, type LossExpression } from './derived.ts';
import { numbersOf } from './targets.ts';

function difference<T>({ t, scores, target, parties }: LossExpression<T>): Var<T> {
  const { shape } = scores;
  return t.subtract(scores, t.constant(numbersOf({ shape, target, parties }), shape));
}

/** ½d² where |d| < bound, bound·(|d| − ½·bound) elsewhere: m·(|d| − ½m) with m = min(|d|, bound). */
function bounded<T>(t: Tape<T>, d: Var<T>, bound: number): Var<T> {
  const length = t.abs(d);
  const m = t.minimum(length, t.fill(bound, [1]));
  return t.multiply(m, t.subtract(length, t.scale(m, 0.5)));
}

export const l1_distance = derivedLoss((expression) => expression.t.abs(difference(expression)));

export const l2_distance = derivedLoss((expression) => expression.t.square(difference(expression)));

export const huber = derivedLoss((expression) =>
  bounded(expression.t, difference(expression), expression.args.delta as number),
);

export const smooth_l1 = derivedLoss((expression) => {
  const beta = expression.args.beta as number;
  return expression.t.scale(bounded(expression.t, difference(expression), beta), 1 / beta);
});

import type { Tape, Var } from '../tape/tape.ts';
import { derivedLoss } from './derived.ts';
import { answersOf, placesOf } from './targets.ts';

/** x^γ; without an exponent nothing is multiplied, nor divided by zero on the way back. */
const faded = <T>(t: Tape<T>, x: Var<T>, gamma: number, loss: Var<T>): Var<T> =>
  gamma === 0 ? loss : t.multiply(t.power(x, gamma), loss);

export const focal = derivedLoss(({ t, args, scores, target, parties }) => {
  const { shape } = scores;
  const { alpha, gamma } = args as Record<string, number>;
  const answers = answersOf({ shape, target, parties });
  const share = shape[0] / Math.max(1, objects(answers, placesOf(shape).classes));
  const p = t.sigmoid(scores);
  const missed = faded(t, t.affine(p, -1, 1), gamma, t.softplus(t.scale(scores, -1)));
  const taken = faded(t, p, gamma, t.softplus(scores));
  const yes = Float64Array.from(answers, (answer) => alpha * answer * share);
  const no = Float64Array.from(answers, (answer) => (1 - alpha) * (1 - answer) * share);
  return t.add(t.multiply(missed, t.constant(yes, shape)), t.multiply(taken, t.constant(no, shape)));
});

/** Places where any class says yes. */
function objects(answers: Float32Array, classes: number): number {
  let count = 0;
  for (let i = 0; i < answers.length; i += classes) {
    if (answers.subarray(i, i + classes).some((answer) => answer > 0)) count++;
  }
  return count;
}

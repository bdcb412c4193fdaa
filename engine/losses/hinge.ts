import type { Tape, Var } from '../tape/tape.ts';
import { derivedLoss, type LossExpression } from './derived.ts';
import { labelsOf, placesOf, sharesOf } from './targets.ts';

/** max(0, sⱼ − s_y + Δ) for every wrong class j, 0 for the true one. */
function violations<T>({ t, args, scores, target, parties }: LossExpression<T>): Var<T> {
  const { shape } = scores;
  const compared = { shape, target, parties };
  labelsOf(compared);
  const truth = sharesOf(compared);
  const own = t.sum(t.multiply(scores, t.constant(truth, shape)), [-1]);
  const over = t.relu(t.affine(t.subtract(scores, own), 1, args.margin as number));
  return t.multiply(
    over,
    t.constant(
      truth.map((share) => 1 - share),
      shape,
    ),
  );
}

/** The mean is over all places. */
const meanOf = <T>(t: Tape<T>, x: Var<T>): Var<T> => t.scale(x, x.shape[0] / placesOf(x.shape).places);

export const hinge = derivedLoss((expression) => meanOf(expression.t, violations(expression)));

export const squared_hinge = derivedLoss(({ t, ...rest }) => meanOf(t, t.square(violations({ t, ...rest }))));

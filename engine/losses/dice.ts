import { derivedLoss } from './derived.ts';
import { placesOf, sharesOf } from './targets.ts';

/** 1 − (2Σpt + s)/(Σp + Σt + s) for each class over the places of a sample; the mean over the classes. */
export const dice = derivedLoss(({ t, args, scores, target, parties }) => {
  const [count] = scores.shape;
  const { places, classes } = placesOf(scores.shape);
  const shape = [count, places / count, classes];
  const smooth = args.smooth as number;
  const p = t.softmax(t.reshape(scores, shape), 2);
  const truth = t.constant(sharesOf({ shape: scores.shape, target, parties }), shape);
  const both = t.affine(t.sum(t.multiply(p, truth), [1]), 2, smooth);
  const either = t.affine(t.add(t.sum(p, [1]), t.sum(truth, [1])), 1, smooth);
  return t.scale(t.affine(t.divide(both, either), -1, 1), 1 / classes);
});

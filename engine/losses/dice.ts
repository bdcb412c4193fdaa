import { derivedLoss } from './derived.ts';
import { placesOf, sharesOf } from './targets.ts';

/** 1 − (2Σpt + s)/(Σp + Σt + s) for each class over the places of a sample that count; the mean over the classes. */
export const dice = derivedLoss(({ t, args, scores, target, parties }) => {
  const [count] = scores.shape;
  const { places, classes } = placesOf(scores.shape);
  const shape = [count, places / count, classes];
  const smooth = args.smooth as number;
  const all = t.softmax(t.reshape(scores, shape), 2);
  const ignored = args.ignore as number;
  const shares = sharesOf({ shape: scores.shape, target, parties }, ignored);
  const truth = t.constant(shares, shape);
  const p = ignored < 0 ? all : t.multiply(all, t.constant(counted(shares, classes), shape));
  const both = t.affine(t.sum(t.multiply(p, truth), [1]), 2, smooth);
  const either = t.affine(t.add(t.sum(p, [1]), t.sum(truth, [1])), 1, smooth);
  return t.scale(t.affine(t.divide(both, either), -1, 1), 1 / classes);
});

/** 1 for each class of a place that has any, else 0. */
function counted(shares: Float32Array, classes: number): Float32Array {
  const found = new Float32Array(shares.length);
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] > 0) found.fill(1, i - (i % classes), i - (i % classes) + classes);
  }
  return found;
}

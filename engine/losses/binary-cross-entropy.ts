import { derivedLoss } from './derived.ts';
import { answersOf } from './targets.ts';

/** w·t·softplus(−s) + (1 − t)·softplus(s), since −log σ(s) = softplus(−s): no exponential overflows. */
export const binary_cross_entropy = derivedLoss(({ t, args, scores, target, parties }) => {
  const { shape } = scores;
  const answers = answersOf({ shape, target, parties });
  const positive = args.positive as number;
  // The mean over the outputs of a sample.
  const share = shape[0] / answers.length;
  const yes = Float64Array.from(answers, (answer) => answer * positive * share);
  const no = Float64Array.from(answers, (answer) => (1 - answer) * share);
  return t.add(
    t.multiply(t.softplus(t.scale(scores, -1)), t.constant(yes, shape)),
    t.multiply(t.softplus(scores), t.constant(no, shape)),
  );
});

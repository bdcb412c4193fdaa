import type { LossContext, LossRun } from './loss-run.ts';
import { placesOf, sharesOf } from './targets.ts';

/**
 * Σ −t·log p over places and classes. Class weights w and smoothing ε make the target t = w·((1 − ε)·share + ε/C); the
 * sum is divided by Σ w·share over all places that count, which is PyTorch's weighted mean for classes. (For shares PyTorch divides
 * by the number of places, which would weigh a mixed batch otherwise than one that is not mixed.)
 */
export const softmax: LossRun = {
  run(context) {
    const { ops, scores, result, gradient, factor } = context;
    ops.softmaxCrossEntropy({ scores }, { result, gradient }, { targets: targetsOf(context), factor });
  },
};

function targetsOf<T>(context: LossContext<T>): Float64Array {
  const { args, shape } = context;
  const { classes } = placesOf(shape);
  const smoothing = args.smoothing as number;
  const given = args.weights as readonly number[];
  const weightOf = given.length === 0 ? () => 1 : (c: number) => given[c];
  const shares = sharesOf(context, args.ignore as number);
  const targets = new Float64Array(shares.length);
  let mass = 0;
  for (let start = 0; start < shares.length; start += classes) {
    let [all, weighed] = [0, 0];
    for (let c = 0; c < classes; c++) {
      all += shares[start + c];
      weighed += weightOf(c) * shares[start + c];
    }
    // What is not counted has no share of any class.
    if (all === 0) continue;
    mass += given.length === 0 ? 1 : weighed;
    for (let c = 0; c < classes; c++)
      targets[start + c] = weightOf(c) * ((1 - smoothing) * shares[start + c] + smoothing / classes);
  }
  const scale = mass === 0 ? 0 : shape[0] / mass;
  return scale === 1 ? targets : targets.map((value) => value * scale);
}

import type { LossContext, LossRun } from './loss-run.ts';
import { placesOf, sharesOf } from './targets.ts';

/**
 * Σ −t·log p over places and classes. Class weights w and smoothing ε make the target t = w·((1 − ε)·share + ε/C); the
 * sum is divided by Σ w·share over all places, which is PyTorch's weighted mean for classes. (For shares PyTorch divides
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
  const { places, classes } = placesOf(shape);
  const smoothing = args.smoothing as number;
  const given = args.weights as readonly number[];
  const weights = given.length === 0 ? null : given;
  const targets = Float64Array.from(sharesOf(context));
  let mass = weights === null ? places : 0;
  for (let i = 0; i < targets.length; i++) {
    const weight = weights?.[i % classes] ?? 1;
    if (weights !== null) mass += weight * targets[i];
    targets[i] = weight * ((1 - smoothing) * targets[i] + smoothing / classes);
  }
  const scale = mass === 0 ? 0 : shape[0] / mass;
  return scale === 1 ? targets : targets.map((value) => value * scale);
}

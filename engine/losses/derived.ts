/** A loss by its expression alone. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Target } from '../data/batch.ts';
import { put } from '../tape/made.ts';
import { Tape, type Var } from '../tape/tape.ts';
import type { LossContext, LossRun, Parties } from './loss-run.ts';

export interface LossExpression<T> {
  readonly t: Tape<T>;
  readonly args: Call['args'];
  readonly scores: Var<T>;
  readonly target: Target;
  readonly parties: Parties;
}

/** `build` gives any number of terms, whose sum is the loss of the batch times the number of samples. */
export function derivedLoss(build: <T>(expression: LossExpression<T>) => Var<T>): LossRun {
  return {
    run<T>({ ops, args, scores, shape, target, parties, result, gradient, factor, temporary }: LossContext<T>) {
      const t = new Tape({ ops, allot: temporary, recording: gradient !== null });
      const input = { tensor: scores, shape };
      const terms = build({ t, args, scores: input, target, parties });
      const all = terms.shape.map((_, axis) => axis);
      ops.reshape({ x: t.sum(terms, all).tensor }, result);
      if (gradient === null) return;
      const [found] = t.gradients([[terms, t.fill(factor, terms.shape)]], [input]);
      put(ops, found ?? t.fill(0, shape), gradient);
    },
  };
}

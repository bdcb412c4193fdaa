import type { Call } from '../../model/catalog/arguments.ts';
import type { Moment, ScheduleRun } from './schedule-run.ts';

/** What follows, and the moment as that counts it; `null` while the warm-up lasts. */
export function afterWarmup(
  moment: Moment,
  args: Call['args'],
): { readonly call: Call; readonly moment: Moment } | null {
  const { step, stepsPerEpoch, epochs } = moment;
  const own = args.epochs as number;
  const steps = own * stepsPerEpoch;
  if (step < steps) return null;
  // A run that is shorter than its warm-up leaves nothing; one epoch keeps what follows from dividing by zero.
  return {
    call: args.then as Call,
    moment: { step: step - steps, stepsPerEpoch, epochs: Math.max(1, epochs - own) },
  };
}

/** lr·(from + (1 − from)·t/T) before step t of T, counted from 0. */
export const warmup: ScheduleRun = {
  at({ step, stepsPerEpoch }, lr, args) {
    const { epochs, from } = args as Record<string, number>;
    return { lr: lr * (from + ((1 - from) * step) / (epochs * stepsPerEpoch)) };
  },
};

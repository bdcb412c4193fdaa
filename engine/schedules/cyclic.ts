import type { Call } from '../../model/catalog/arguments.ts';
import { halfCosine, type Moment, type ScheduleRun } from './schedule-run.ts';

/** The cycle that a step is in: when it began, and how many steps it takes. */
function cycleAt(
  { step, stepsPerEpoch }: Moment,
  args: Call['args'],
): { readonly from: number; readonly steps: number } {
  const longer = args.longer as number;
  let from = 0;
  let steps = (args.every as number) * stepsPerEpoch;
  if (longer === 1) return { from: step - (step % steps), steps };
  while (step >= from + steps) {
    from += steps;
    steps *= longer;
  }
  return { from, steps };
}

export const cyclic: ScheduleRun = {
  at(moment, lr, args) {
    const { from, steps } = cycleAt(moment, args);
    return { lr: halfCosine(lr, args.floor as number, (moment.step - from) / steps) };
  },
};

/** Whether the step that is about to be taken is the last of a cycle. */
export function endsCycle(moment: Moment, args: Call['args']): boolean {
  const { from, steps } = cycleAt(moment, args);
  return moment.step === from + steps - 1;
}

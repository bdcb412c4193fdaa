/**
 * How the learning rate goes. A training loop calls `paceAt` before every step and gives `lr` and `momentum` to the
 * update; after every epoch `plateauAfterEpoch` with the validation loss, whose state it saves and restores; and keeps
 * a snapshot after a step of which `takesSnapshot` was true.
 */
import type { Call } from '../../model/catalog/arguments.ts';
import { completeCall } from '../complete-call.ts';
import type { Runs } from '../coverage.ts';
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import { cyclic, endsCycle } from './cyclic.ts';
import { exponential } from './exponential.ts';
import { inverse_time } from './inverse-time.ts';
import { multistep } from './multistep.ts';
import { one_cycle } from './one-cycle.ts';
import { type PlateauState, plateau, plateauAfter, plateauStart } from './plateau.ts';
import type { Moment, Pace, ScheduleRun } from './schedule-run.ts';
import { step } from './step.ts';
import { afterWarmup, warmup } from './warmup.ts';

export type { PlateauState } from './plateau.ts';
export { plateauStart } from './plateau.ts';
export type { Moment, Pace } from './schedule-run.ts';

const schedules: { readonly [S in Runs<'schedule'>]: ScheduleRun } = {
  constant,
  step,
  multistep,
  exponential,
  inverse_time,
  cosine,
  warmup,
  one_cycle,
  cyclic,
  plateau,
};

/** The schedule that holds at a moment, and the moment as that counts it; a warm-up holds while it lasts. */
function current(call: Call, moment: Moment): { readonly call: Call; readonly moment: Moment } {
  const whole = completeCall('schedule', call);
  const next = whole.name === 'warmup' ? afterWarmup(moment, whole.args) : null;
  return next === null ? { call: whole, moment } : current(next.call, next.moment);
}

/** What the next step goes by. `lr` is that of the optimizer; without a schedule it stays. */
export function paceAt(call: Call | undefined, moment: Moment, lr: number, state: PlateauState = plateauStart): Pace {
  if (call === undefined) return { lr };
  const held = current(call, moment);
  return schedules[held.call.name as Runs<'schedule'>].at(held.moment, lr, held.call.args, state.factor);
}

/** What becomes of a plateau's state after an epoch with this validation loss; during a warm-up it sees nothing. */
export function plateauAfterEpoch(
  call: Call | undefined,
  /** Of the first step of the next epoch. */
  moment: Moment,
  state: PlateauState,
  loss: number,
): PlateauState {
  if (call === undefined) return state;
  const held = current(call, { ...moment, step: moment.step - 1 });
  return held.call.name === 'plateau' ? plateauAfter(state, loss, held.call.args) : state;
}

/** Whether the weights are kept after the step that is about to be taken: the last one of a cycle. */
export function takesSnapshot(call: Call | undefined, moment: Moment): boolean {
  if (call === undefined) return false;
  const held = current(call, moment);
  return held.call.name === 'cyclic' && held.call.args.snapshots === true && endsCycle(held.moment, held.call.args);
}

import type { Call } from '../../model/catalog/arguments.ts';
import type { ScheduleRun } from './schedule-run.ts';

/** What a plateau has seen, as data: a checkpoint holds it. */
export interface PlateauState {
  /** The lowest validation loss so far; `null` before the first. */
  readonly best: number | null;
  /** Epochs since it last fell. */
  readonly waited: number;
  /** What the learning rate has been multiplied by. */
  readonly factor: number;
}

export const plateauStart: PlateauState = { best: null, waited: 0, factor: 1 };

/** After an epoch with this validation loss. */
export function plateauAfter(state: PlateauState, loss: number, args: Call['args']): PlateauState {
  const { factor, patience, threshold } = args as Record<string, number>;
  if (state.best === null || loss < state.best * (1 - threshold)) return { ...state, best: loss, waited: 0 };
  if (state.waited < patience) return { ...state, waited: state.waited + 1 };
  return { ...state, waited: 0, factor: state.factor * factor };
}

export const plateau: ScheduleRun = {
  // A floor above the learning rate does not raise it.
  at: (_, lr, args, factor) => ({ lr: Math.max(lr * factor, Math.min(lr, args.floor as number)) }),
};

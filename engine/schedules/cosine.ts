import { halfCosine, type ScheduleRun } from './schedule-run.ts';

/** At its end it stays at the floor. */
export const cosine: ScheduleRun = {
  at({ step, stepsPerEpoch, epochs }, lr, args) {
    const { floor, epochs: own } = args as Record<string, number>;
    const steps = (own === 0 ? epochs : own) * stepsPerEpoch;
    return { lr: halfCosine(lr, floor, Math.min(1, step / steps)) };
  },
};

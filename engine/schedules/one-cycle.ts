import { halfCosine, type ScheduleRun } from './schedule-run.ts';

/** As in PyTorch. */
const MOMENTUM = { high: 0.95, low: 0.85 } as const;

export const one_cycle: ScheduleRun = {
  at({ step, stepsPerEpoch, epochs }, peak, args) {
    const { rise, start, end } = args as Record<string, number>;
    const last = epochs * stepsPerEpoch - 1;
    const top = rise * (last + 1) - 1;
    const first = peak / start;
    if (step <= top) {
      const share = top > 0 ? step / top : 1;
      return { lr: halfCosine(first, peak, share), momentum: halfCosine(MOMENTUM.high, MOMENTUM.low, share) };
    }
    const share = Math.min(1, (step - top) / (last - top));
    return { lr: halfCosine(peak, first / end, share), momentum: halfCosine(MOMENTUM.low, MOMENTUM.high, share) };
  },
};

import { epochOf, type ScheduleRun } from './schedule-run.ts';

export const multistep: ScheduleRun = {
  at(moment, lr, args) {
    const passed = (args.at as readonly number[]).filter((epoch) => epoch <= epochOf(moment)).length;
    return { lr: lr * (args.factor as number) ** passed };
  },
};

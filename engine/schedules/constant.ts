import { byEpoch } from './schedule-run.ts';

export const constant = byEpoch(() => 1);

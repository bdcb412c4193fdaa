import { byEpoch } from './schedule-run.ts';

export const inverse_time = byEpoch((epoch, { rate }) => 1 / (1 + rate * epoch));

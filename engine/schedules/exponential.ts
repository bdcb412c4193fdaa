import { byEpoch } from './schedule-run.ts';

export const exponential = byEpoch((epoch, { rate }) => rate ** epoch);

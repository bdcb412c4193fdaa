import { avgpool } from './avgpool.ts';
import { maxpool } from './maxpool.ts';

export const poolingRuns = { maxpool, avgpool };

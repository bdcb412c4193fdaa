import { byEpoch } from './schedule-run.ts';

export const step = byEpoch((epoch, { every, factor }) => factor ** Math.floor(epoch / every));

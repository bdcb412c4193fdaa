import { dense } from './dense.ts';

export const denseRuns = { dense };

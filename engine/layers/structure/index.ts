import { flatten } from './flatten.ts';

export const structureRuns = { flatten };

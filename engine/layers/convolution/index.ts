import { conv } from './conv.ts';

export const convolutionRuns = { conv };

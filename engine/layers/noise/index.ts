import { dropout } from './dropout.ts';

export const noiseRuns = { dropout };

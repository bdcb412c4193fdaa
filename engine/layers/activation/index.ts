import { relu } from './relu.ts';

export const activationRuns = { relu };

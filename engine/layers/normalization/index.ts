import { batchnorm } from './batchnorm.ts';

export const normalizationRuns = { batchnorm };

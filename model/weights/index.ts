import { load } from './load.ts';

export const weights = { load } as const;

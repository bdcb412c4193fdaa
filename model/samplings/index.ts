import { balanced } from './balanced.ts';

export const samplings = { balanced } as const;

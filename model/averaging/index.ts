import { ema } from './ema.ts';

export const averagings = { ema } as const;

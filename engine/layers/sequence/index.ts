import { embed } from './embed.ts';
import { one_hot } from './one-hot.ts';
import { positional } from './positional.ts';

export const sequenceRuns = { embed, one_hot, positional };

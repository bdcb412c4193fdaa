import { choice } from './choice.ts';
import { integers } from './integers.ts';
import { log } from './log.ts';
import { uniform } from './uniform.ts';

export const distributions = { choice, uniform, log, integers } as const;

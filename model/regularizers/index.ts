import { elastic } from './elastic.ts';
import { l1 } from './l1.ts';
import { l2 } from './l2.ts';
import { max_norm } from './max-norm.ts';

export const regularizers = { l1, l2, elastic, max_norm } as const;

import { folders } from './folders.ts';
import { holdout } from './holdout.ts';
import { kfold } from './kfold.ts';

export const splits = { holdout, kfold, folders } as const;

import { lossCopies } from '../losses/copies.ts';
import { optimizerCopies } from '../optimizers/copies.ts';
import type { PlanOptions } from '../plan.ts';
import type { StageSettings } from '../settings.ts';

/** What of a stage of a training counts for its memory. */
export type PlannedStage = Pick<StageSettings, 'loss' | 'regularizers' | 'optimizer' | 'average' | 'accumulate'>;

export const stageOptions = ({ loss, regularizers, optimizer, average, accumulate = 1 }: PlannedStage) =>
  ({
    optimizerCopies: optimizerCopies(optimizer, average),
    lossCopies: lossCopies(loss),
    penalizes: regularizers.length > 0,
    accumulates: accumulate > 1,
  }) satisfies PlanOptions;

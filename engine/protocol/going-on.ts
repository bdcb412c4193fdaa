/** What resuming a run means, in words: the same in the panel and in the editor's offer. */
import type { CheckpointRecord, RunRecord } from './records.ts';

export const lastCheckpoint = (records: readonly RunRecord[]): CheckpointRecord | null =>
  records.findLast((record) => record.type === 'checkpoint') ?? null;

/** Where a run goes on from when it is resumed. */
export const goesOn = (checkpoint: CheckpointRecord | null): string =>
  checkpoint === null
    ? 'It had not come to a checkpoint: resumed, it starts again.'
    : `Resumed, it goes on from its last checkpoint, step ${checkpoint.step.toLocaleString('en-US')}.`;

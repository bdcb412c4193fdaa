/** What of a run still counts when it goes on: everything up to its last checkpoint. */

import type { RunInfo, RunRecord } from '../protocol/records.ts';
import { type Checkpoint, readCheckpoint } from '../runs/checkpoint.ts';
import { readInfo, readRecords } from '../runs/folder.ts';
import type { Position } from './position.ts';

export interface Resumed {
  readonly info: RunInfo;
  readonly records: readonly RunRecord[];
  /** `null`: the run had not come to one; it starts again, and nothing of it counts. */
  readonly checkpoint: Checkpoint<Position> | null;
}

/** @throws Error when there is no run, or it has come to its end. */
export function readRun(folder: string): Resumed {
  const info = readInfo(folder);
  const checkpoint = readCheckpoint<Position>(folder);
  const all = readRecords(folder);
  if (all.some((record) => record.type === 'end' && record.reason === 'finished'))
    throw new Error(`The run in ${folder} has finished; start another with more epochs, from its weights.`);
  return { info, records: checkpoint === null ? [] : upTo(all, checkpoint.state), checkpoint };
}

/** The records up to a position: later ones are made again. */
const upTo = (records: readonly RunRecord[], { step, epochs }: Position): readonly RunRecord[] =>
  records.filter((record) => {
    switch (record.type) {
      case 'end':
        return false;
      case 'step':
      case 'checkpoint':
      case 'resume':
        return record.step <= step;
      case 'epoch':
        return record.epoch <= epochs;
      default:
        return true;
    }
  });

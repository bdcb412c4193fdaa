/** A run in one line, from its folder: where it stands, and its best validation. */
import type { RunRecord, Scores } from '../../engine/protocol/records.ts';
import { readEndpoint, readRecords } from './run-files.ts';

export interface RunSummary {
  readonly folder: string;
  readonly state: 'running' | 'finished' | 'stopped' | 'failed' | 'lost';
  /** `running · 97.1%`. */
  readonly description: string;
  /** What the run said at its end. */
  readonly message: string | undefined;
}

export async function readSummary(folder: string): Promise<RunSummary> {
  const records = await readRecords(folder);
  // An engine lingers for a moment behind its end; one that goes on takes the end away.
  const end = records.findLast((record) => record.type === 'end');
  const state = end?.reason ?? ((await readEndpoint(folder)) === null ? 'lost' : 'running');
  return { folder, state, description: [state, ...bestOf(records)].join(' · '), message: end?.message };
}

/** By the run's own judgement: the epoch of the latest checkpoint that was the best so far. */
function bestOf(records: readonly RunRecord[]): string[] {
  const checkpoint = records.findLast((record) => record.type === 'checkpoint' && record.best);
  const epoch = records.findLast((record) => record.type === 'epoch' && record.step === stepOf(checkpoint));
  return epoch?.type === 'epoch' ? [scoreOf(epoch.val)] : [];
}

const stepOf = (record: RunRecord | undefined): number | undefined =>
  record?.type === 'checkpoint' ? record.step : undefined;

function scoreOf({ loss, accuracy, metrics = {} }: Scores): string {
  const [first] = Object.entries(metrics);
  if (first !== undefined) return `${first[0]} ${first[1]?.toPrecision(4) ?? '–'}`;
  return accuracy === undefined ? `loss ${loss.toPrecision(3)}` : `${(100 * accuracy).toFixed(1)}%`;
}

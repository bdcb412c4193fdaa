/** What a training is started with: the checked graph and settings from the text as it stands. */
import type { JobResult } from '../protocol/requests.ts';
import type { Checked } from './document.ts';
import { faultOf } from './fault.ts';

export function job({ document, analysis }: Checked, name: string): JobResult {
  const train = analysis.trains.find((candidate) => candidate.name === name);
  if (train === undefined) return { ok: false, message: `This file has no train ${name} any more.` };
  if (train.job !== null) return { ok: true, ...train.job };
  const fault = faultOf(analysis, train);
  if (fault === undefined)
    return { ok: false, message: `${name} cannot be trained: a fault in what it is made of is silenced.` };
  const line = document.positionAt(fault.start).line + 1;
  return { ok: false, message: `Line ${line}: ${fault.message}`, line };
}

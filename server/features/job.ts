/** What a training is started with: the checked graph and settings from the text as it stands. */
import type { JobResult } from '../protocol/requests.ts';
import type { Checked } from './document.ts';

export function job({ document, analysis }: Checked, name: string): JobResult {
  const train = analysis.trains.find((candidate) => candidate.name === name);
  if (train === undefined) return { ok: false, message: `This file has no train ${name} any more.` };
  if (train.job !== null) return { ok: true, ...train.job };
  const first = analysis.diagnostics.find(({ severity }) => severity === 'error');
  if (first === undefined) return { ok: false, message: `${name} cannot be trained yet: something of it is missing.` };
  const line = document.positionAt(first.start).line + 1;
  return { ok: false, message: `Line ${line}: ${first.message}`, line };
}

/** What a training is started with: the checked graph and settings from the text as it stands. */

import { faultOf, silencedText } from '../language/index.ts';
import type { JobResult } from '../protocol/requests.ts';
import type { Checked } from './document.ts';

export function job({ document, analysis }: Checked, name: string): JobResult {
  const train = analysis.trains.find((candidate) => candidate.name === name);
  if (train === undefined) return { ok: false, message: `This file has no train ${name} any more.` };
  if (train.job !== null) return { ok: true, ...train.job };
  const fault = faultOf(analysis, train);
  if (fault === undefined) return { ok: false, message: `${name} is not complete.` };
  const line = document.positionAt(fault.found.start).line + 1;
  return { ok: false, message: `Line ${line}: ${fault.found.message}${silencedText(fault)}`, line };
}

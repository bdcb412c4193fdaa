/** What a training computes on. */
import type { Choice, ChooseOptions } from '../backends/choose.ts';
import type { Job } from '../protocol/job.ts';
import type { RunInfo } from '../protocol/records.ts';

export type Choose = (options: ChooseOptions) => Promise<Choice>;

/**
 * The backend that was asked for; of a run that goes on (`before`) the one it had, where it still works; else the first of
 * the chain. Why others were passed over when the run began is still why it has the one it has.
 * @throws BackendError when the one asked for, or every one, does not work.
 */
export async function backendFor(
  { backend: requested, threads }: Job,
  before: RunInfo | null,
  choose: Choose,
): Promise<Choice> {
  const had = before?.backend;
  if (requested !== undefined || had === undefined) return choose({ requested, threads });
  try {
    const { backend, report } = await choose({ requested: had.chosen, threads });
    return { backend, report: { ...report, passedOver: had.passedOver } };
  } catch {
    return choose({ threads });
  }
}

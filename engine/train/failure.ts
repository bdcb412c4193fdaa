/** An end that is a failure: whose fault it is, and what to tell the person. */
import { FormatError } from '../../formats/reader.ts';
import { BackendError } from '../backends/backend.ts';
import { DataError } from '../data/samples.ts';
import { TargetError } from '../losses/targets.ts';
import type { EndRecord } from '../protocol/records.ts';

type Failure = { readonly code: NonNullable<EndRecord['code']>; readonly message: string };

/** The loss left the numbers. */
export class NotFiniteError extends Error {
  override readonly name = 'NotFiniteError';

  /** `where`: a layer, `loss` or `gradient`. */
  constructor(where: string, step: number, lr: number) {
    const at = where === 'loss' || where === 'gradient' ? `the ${where}` : `the output of ${where}`;
    super(
      `Step ${step}: ${at} is not a finite number. The weights were not updated. Try a lower learning rate than ${lr}, or look at the scale of the input.`,
    );
  }
}

export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof NotFiniteError) return { code: 'nan', message };
  if (error instanceof DataError || error instanceof FormatError || error instanceof TargetError)
    return { code: 'data', message };
  if (error instanceof BackendError) return { code: 'backend', message };
  if (/out of memory|cannot enlarge memory|allocation failed|OOM/i.test(message)) {
    return { code: 'memory', message: `There is not enough memory for this batch: ${message}. Use a smaller batch.` };
  }
  return { code: 'internal', message };
}

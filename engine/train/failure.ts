/** An end that is a failure: whose fault it is, and what to tell the person. */
import { FormatError } from '../../formats/reader.ts';
import { BackendError } from '../backends/backend.ts';
import { CorruptError, DataError } from '../data/samples.ts';
import { TargetError } from '../losses/targets.ts';
import type { Job } from '../protocol/job.ts';
import type { EndRecord } from '../protocol/records.ts';
import { MemoryError, outOfMemory } from './memory.ts';

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

export function failureOf(error: unknown, job: Job): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof NotFiniteError) return { code: 'nan', message };
  if (
    error instanceof DataError ||
    error instanceof FormatError ||
    error instanceof CorruptError ||
    error instanceof TargetError
  )
    return { code: 'data', message };
  if (error instanceof BackendError) return { code: 'backend', message };
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return {
      code: 'disk',
      message: `The disk is full: ${path ?? 'the run folder'} could not be written. The last checkpoint is whole; make room and go on from it.`,
    };
  if (error instanceof MemoryError) return { code: 'memory', message };
  if (isOutOfMemory(message)) return { code: 'memory', message: outOfMemory(`the backend says “${message}”`, job) };
  return { code: 'internal', message };
}

/** WebAssembly that gets no memory goes on at address 0, out of bounds. */
const isOutOfMemory = (message: string) =>
  /out of memory|cannot enlarge memory|allocation failed|OOM|memory access out of bounds|Array buffer allocation|Invalid typed array length/i.test(
    message,
  );

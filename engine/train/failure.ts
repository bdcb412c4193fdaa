/** An end that is a failure: whose fault it is, and what to tell the person. */
import { FormatError } from '../../formats/reader.ts';
import { embeddedDeviceBytes, trainingMemory } from '../../model/memory.ts';
import { BackendError } from '../backends/backend.ts';
import { CorruptError, DataError } from '../data/samples.ts';
import { TargetError } from '../losses/targets.ts';
import type { Job } from '../protocol/job.ts';
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
  if (isOutOfMemory(message)) return { code: 'memory', message: outOfMemory(message, job) };
  return { code: 'internal', message };
}

const isOutOfMemory = (message: string) =>
  /out of memory|cannot enlarge memory|allocation failed|OOM|Array buffer allocation|Invalid typed array length/i.test(
    message,
  );

function outOfMemory(message: string, { graph, settings }: Job): string {
  const stages = settings.stages ?? [settings];
  const batch = Math.max(...stages.map((stage) => stage.batch));
  const memory = trainingMemory(graph, batch, embeddedDeviceBytes);
  // What the plan says fits and did not needs at most half of it.
  const fitting = memory === null ? 0 : Math.min(memory.largest, Math.floor(batch / 2));
  const way =
    fitting >= 1
      ? `Use batch = ${fitting}, with accumulate = ${Math.ceil(batch / fitting)} for the same update.`
      : 'Use a smaller model or smaller images.';
  return `There is not enough memory for a batch of ${batch}: ${message}. ${way}`;
}

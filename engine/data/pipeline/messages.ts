/** What passes between the main thread and a data worker. Buffers are transferred, not copied. */
import { FormatError } from '../../../formats/reader.ts';
import type { Made, Measured, MeasureTask } from '../batch-maker.ts';
import type { BatchTask, Recipe } from '../recipe.ts';
import { DataError } from '../samples.ts';
import type { SourceOrigin } from './maker.ts';

export interface WorkerSetup {
  readonly sources: readonly SourceOrigin[];
}

export type WorkerTask =
  | { readonly kind: 'make'; readonly id: number; readonly task: BatchTask; readonly buffer: ArrayBuffer }
  | { readonly kind: 'measure'; readonly id: number; readonly task: MeasureTask };

export type ToWorker =
  | WorkerTask
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'cancel'; readonly ids: readonly number[] };

export type FromWorker =
  | { readonly kind: 'made'; readonly id: number; readonly made: Made }
  | { readonly kind: 'measured'; readonly id: number; readonly measured: Measured }
  | { readonly kind: 'cancelled'; readonly id: number; readonly buffer?: ArrayBuffer }
  | { readonly kind: 'failed'; readonly id: number; readonly error: PlainError };

/** An error as data: its class does not survive the way between threads. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

export function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return { name, message, ...(stack === undefined ? {} : { stack }) };
}

const classes: Readonly<Record<string, new (message: string) => Error>> = { DataError, FormatError };

/** What whose fault is stays so. */
export function errorOf({ name, message, stack }: PlainError): Error {
  const error = new (classes[name] ?? Error)(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

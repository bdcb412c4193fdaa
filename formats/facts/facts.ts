/** What can be known of a data set without reading it: what headers say, within bounds. */
import type { Severity } from '../../model/catalog/fault.ts';
import type { ColumnKind } from '../../model/sources/columns.ts';
import { FormatError } from '../reader.ts';
import { AbsentError, type Reading } from '../reading.ts';

/** A fault of a data set's files. */
export interface DataProblem {
  readonly code: 'data-missing' | 'data-unreadable' | 'box-outside-image';
  readonly severity: Severity;
  /** The argument of the source that names the file, or what is looked for in it. */
  readonly argument: string;
  readonly message: string;
}

/** `null` is not known. */
export interface DataFacts {
  readonly classes: number | null;
  readonly count: number | null;
  /** Extents of one sample: height, width, channels; or features. */
  readonly shape: readonly number[] | null;
  /** Different symbols of a text. */
  readonly vocab: number | null;
  /** The names in the header of a table. */
  readonly columns: readonly string[] | null;
  /** What a sample is compared with, where the source alone does not tell: a class, or numbers of a shape. */
  readonly target: { readonly kind: ColumnKind; readonly shape: readonly number[] } | null;
  readonly problems: readonly DataProblem[];
}

export const unknownFacts: DataFacts = {
  classes: null,
  count: null,
  shape: null,
  vocab: null,
  columns: null,
  target: null,
  problems: [],
};

/** Files may lie elsewhere when it comes to training: that they are not here is no error yet. */
export const problem = (code: DataProblem['code'], argument: string, message: string): DataProblem => ({
  code,
  severity: 'warning',
  argument,
  message,
});

/** What was found out, or what is wrong with the file that an argument names. */
export function* guarded(argument: string, reading: Reading<DataFacts>): Reading<DataFacts> {
  try {
    return yield* reading;
  } catch (error) {
    if (error instanceof AbsentError) {
      const found = problem(error.kind === 'missing' ? 'data-missing' : 'data-unreadable', argument, error.message);
      return withProblem(error.kind === 'untrusted' ? { ...found, severity: 'information' } : found);
    }
    if (error instanceof FormatError) return withProblem(problem('data-unreadable', argument, error.message));
    throw error;
  }
}

const withProblem = (found: DataProblem): DataFacts => ({ ...unknownFacts, problems: [found] });

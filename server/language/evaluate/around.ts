/** What an expression is evaluated in. */
import type { Severity } from '../../../model/catalog/fault.ts';
import type { Shape } from '../../../model/shape.ts';
import type { DataItem, FunctionItem } from '../syntax/tree.ts';
import type { Reporter } from './reporter.ts';
import type { Environment } from './values.ts';

/** A fault of a data set's files: they are missing, cut off, something else. */
export interface DataProblem {
  readonly code: 'data-missing' | 'data-unreadable' | 'box-outside-image';
  readonly severity: Severity;
  /** The argument of the source that names the file. */
  readonly argument: string;
  readonly message: string;
}

/** What the headers of a data set's files say; `null` is unknown. */
export interface DataFacts {
  readonly classes: number | null;
  readonly count: number | null;
  /** Extents of one sample: height, width, channels; or features. */
  readonly shape: readonly number[] | null;
  /** Different tokens of a text. */
  readonly vocab: number | null;
  /** The names in the header of a table. */
  readonly columns: readonly string[] | null;
  readonly problems: readonly DataProblem[];
}

export interface Surroundings {
  readonly environment: Environment;
  readonly reporter: Reporter;
  /** The shape at this place, for `here.channels`. */
  readonly here: Shape | null;
  /** The shape of a tensor by its reference. */
  shapeOf(reference: string): Shape | null;
  factsOf(data: DataItem): DataFacts | null;
  /** Functions being computed, outermost first: none may call itself. */
  readonly computing?: readonly FunctionItem[];
}

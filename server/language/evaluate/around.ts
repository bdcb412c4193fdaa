/** What an expression is evaluated in. */
import type { Shape } from '../../../model/shape.ts';
import type { DataItem, FunctionItem } from '../syntax/tree.ts';
import type { Reporter } from './reporter.ts';
import type { Environment } from './values.ts';

/** What the headers of a data set's files say; `null` is unknown. */
export interface DataFacts {
  readonly classes: number | null;
  readonly count: number | null;
  /** Extents of one sample: height, width, channels; or features. */
  readonly shape: readonly number[] | null;
  /** Different tokens of a text. */
  readonly vocab: number | null;
  /** What stands in the way of reading it. */
  readonly problem: string | null;
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

/** What an expression is evaluated in. */
import type { DataFacts } from '../../../formats/facts/index.ts';
import type { Shape } from '../../../model/shape.ts';
import type { DataItem, FunctionItem } from '../syntax/tree.ts';
import type { Budget } from './budget.ts';
import type { Reporter } from './reporter.ts';
import type { Environment } from './values.ts';

export interface Surroundings {
  readonly environment: Environment;
  readonly reporter: Reporter;
  /** The shape at this place, for `here.channels`. */
  readonly here: Shape | null;
  /** The shape of a tensor by its reference. */
  shapeOf(reference: string): Shape | null;
  factsOf(data: DataItem): DataFacts | null;
  readonly budget: Budget;
  /** Functions being computed, outermost first: none may call itself. */
  readonly computing?: readonly FunctionItem[];
}

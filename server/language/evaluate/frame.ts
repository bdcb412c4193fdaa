/** Where an evaluation stands: the scope, the ids, what flows, and who is told of faults. */
import type { GraphSource } from '../../../model/graph.ts';
import type { Extent } from '../../../model/shape.ts';
import type { Range } from '../analysis.ts';
import type { ModelItem } from '../syntax/tree.ts';
import type { InstantiationDraft } from './instantiation.ts';
import type { Naming } from './naming.ts';
import type { Reporter } from './reporter.ts';
import type { States } from './states.ts';
import type { Environment, Tensor } from './values.ts';

/** A run of a block that may still be going on. */
export interface Run {
  readonly item: ModelItem;
  /** What the analysis shows of it; complete when the run has ended. */
  readonly instance: InstantiationDraft;
  readonly file: string;
  readonly callee: Range;
  /** `null`: called by a model. */
  readonly caller: Run | null;
  /** Who is told of what is wrong in some runs of the block only. */
  readonly callerReporter: Reporter;
  readonly reporter: Reporter;
  readonly depth: number;
}

export interface Frame {
  readonly environment: Environment;
  readonly naming: Naming;
  readonly reporter: Reporter;
  /** The run of a block that this is in; `null` in a model. */
  readonly run: Run | null;
  /** The calls that led here, outermost first. */
  readonly calls: GraphSource['calls'];
  readonly recurrence: { readonly id: string; readonly steps: Extent } | null;
  /** What a bare call continues from; `null`: nothing. */
  current: readonly Tensor[] | null;
  /** What `return` gave. */
  returned: readonly Tensor[] | null;
  /** The states of the enclosing `recur`, which `next` gives their next values. */
  readonly states: States | null;
  /** In a block: what flows in is what its call is given. */
  readonly isBlock: boolean;
  /** Inputs so far, of this model or the one that is called. */
  readonly inputs: { count: number };
  /** Tensors given to a model that is called like a block, for its inputs. */
  readonly given: {
    readonly flowing: Tensor[];
    readonly named: ReadonlyMap<string, Tensor>;
    /** The inputs it has asked for. */
    readonly names: string[];
  } | null;
  /** The only call of a block, a head or a round of a loop: a block or loop here takes their name. */
  readonly alone: boolean;
}

/** A scope within the frame: its own names, the same ids. */
export const innerFrame = (frame: Frame, changes: Partial<Frame> = {}): Frame => ({
  ...frame,
  environment: frame.environment.inner(),
  alone: false,
  ...changes,
});

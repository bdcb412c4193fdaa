/**
 * The checked network as data: what `netwright graph --json` prints, the server hands to the editor and
 * the engine is given. Plain JSON; extents that are not known are `null`.
 */
import type { Value } from './catalog/arguments.ts';
import type { LayerName } from './layers/index.ts';
import type { WeightRole } from './layers/spec.ts';
import type { Axis, Extent } from './shape.ts';

export interface GraphInput {
  readonly name: string;
  readonly shape: readonly Extent[];
  readonly axes: readonly Axis[];
}

export interface GraphWeight {
  /** `<layer>.<weight>`, the name in checkpoints. */
  readonly name: string;
  /** In PyTorch's layout. */
  readonly shape: readonly Extent[];
  readonly role: WeightRole;
  readonly fan?: { readonly in: Extent; readonly out: Extent };
  readonly start?: number;
}

/** Where a layer stands in the text; `line` and `column` count from 1, in UTF-16 code units. */
export interface GraphSource {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The chain of block calls that led here, outermost first. */
  readonly calls: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
  }[];
}

/** One of several outputs of a layer; others refer to it as `<layer>:<port>`. */
export interface GraphPort {
  readonly port: string;
  readonly shape: readonly Extent[] | null;
  readonly axes: readonly Axis[] | null;
}

export interface GraphLayer {
  readonly id: string;
  readonly layer: LayerName;
  /** All arguments, defaults filled in; a tensor given as an argument is the reference that is also in `inputs`. */
  readonly args: Readonly<Record<string, Value>>;
  /** Ids of inputs or layers, or `<layer>:<port>`: what flows in, then tensors given as arguments. */
  readonly inputs: readonly string[];
  /** height × width × channels or features, without the batch; `null` when the rank is unknown. Of several outputs the first. */
  readonly output: readonly Extent[] | null;
  readonly axes: readonly Axis[] | null;
  /** Present where there are several. */
  readonly outputs?: readonly GraphPort[];
  /** The layer whose weights this one uses too; they are counted there. */
  readonly sharedWith?: string;
  /** The `recur` whose body this layer is part of, and how often it runs. */
  readonly recurrence?: { readonly id: string; readonly steps: Extent };
  readonly weights: readonly GraphWeight[];
  /** Learned numbers. */
  readonly params: Extent;
  readonly trainable: Extent;
  /** Multiply-adds for one sample. */
  readonly macs: Extent;
  /** Input pixels that one output element sees, height and width; `null` for layers that see everything. */
  readonly receptiveField: readonly [number, number] | null;
  /** Input pixels from one output element to the next, and the center of the first one, height and width. */
  readonly receptiveStride: readonly [number, number] | null;
  readonly receptiveOffset: readonly [number, number] | null;
  readonly source?: GraphSource;
}

export interface GraphHead {
  readonly name: string;
  readonly output: string;
  /** Where it ends in several tensors, such as the ports of `rpn`: all of them; `output` is the first. */
  readonly outputs?: readonly string[];
}

export interface Graph {
  readonly version: 1;
  readonly model: string;
  readonly inputs: readonly GraphInput[];
  /** In execution order; the entries of `input` statements are in `inputs` alone. */
  readonly layers: readonly GraphLayer[];
  /** References of the outputs; with heads, those of the heads in order, of each all that it ends in. */
  readonly outputs: readonly string[];
  /** By name; absent in a model without heads. */
  readonly heads?: readonly GraphHead[];
  readonly params: Extent;
  readonly trainable: Extent;
  readonly macs: Extent;
  /** Bytes of all activations of one sample, float32. */
  readonly activationBytes: Extent;
  /** Bytes of a whole training step at `batch`, by the plan. */
  readonly trainingBytes: Extent;
  readonly batch: number;
}

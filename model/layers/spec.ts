/**
 * What the catalog knows of a layer: arguments, shape rule, weights, cost, and what its backward pass
 * needs to have kept. Pure: no tensors, no I/O, never throws.
 */
import type { Arguments, ArgumentValues, PartialArgumentValues } from '../catalog/arguments.ts';
import type { Callable } from '../catalog/callable.ts';
import type { Fault } from '../catalog/fault.ts';
import type { Extent, Shape } from '../shape.ts';
import type { Window } from './window.ts';

/** What a weight is for. Only `weight` decays; a `statistic` is not learned and not counted. */
export type WeightRole = 'weight' | 'bias' | 'scale' | 'shift' | 'statistic';

export interface WeightSpec {
  /** PyTorch's name: `weight`, `bias`, `running_mean`, … */
  readonly name: string;
  /** PyTorch's layout: out × in × height × width, or out × in. */
  readonly shape: readonly Extent[];
  readonly role: WeightRole;
  /** Inputs and outputs of one unit, for initializers; only of role `weight`. */
  readonly fan?: { readonly in: Extent; readonly out: Extent };
  /** What a weight of another role starts at. */
  readonly start?: number;
}

/** A tensor that forward leaves for backward beside the layer's input and output. Shape with `batch` as leading extent where wanted. */
export interface SavedSpec {
  readonly name: string;
  readonly shape: readonly Extent[];
  /** Whether each sample has its own. */
  readonly perSample: boolean;
}

export interface Inferred {
  readonly output: Shape | null;
  readonly weights?: readonly WeightSpec[];
  readonly saved?: readonly SavedSpec[];
  /** Multiply-adds of convolution and dense layers for one sample, bias not counted. */
  readonly macs?: Extent;
  /** What one output element sees of the input, for receptive fields; absent: one element. */
  readonly window?: Window;
  /** The output sees everything (dense, flatten). */
  readonly global?: boolean;
  readonly faults?: readonly Fault[];
  /** How the output came about, for the hover: `(32 − 3 + 2·1)/1 + 1 = 32`. */
  readonly arithmetic?: readonly string[];
}

export interface InferContext<A extends Arguments> {
  readonly inputs: readonly (Shape | null)[];
  readonly args: PartialArgumentValues<A>;
}

export interface LayerSpec<A extends Arguments = Arguments> extends Callable<A> {
  readonly kind: 'layer';
  /** How many tensors come in. */
  readonly arity: number;
  infer(context: InferContext<A>): Inferred;
  /** What backward reads beside the gradient of the output and the weights. */
  readonly keeps: readonly ('input' | 'output')[];
  /** `inPlace`: the output may overwrite the input where nobody needs it any more. */
  readonly memory: 'own' | 'inPlace';
}

/** The argument values of a layer spec, complete, as the engine sees them. */
export type ArgsOf<S> = S extends LayerSpec<infer A> ? ArgumentValues<A> : never;

export function defineLayer<const A extends Arguments>(
  spec: Omit<LayerSpec<A>, 'kind' | 'arity'> & { arity?: number },
): LayerSpec<A> {
  return { kind: 'layer', arity: 1, ...spec };
}

/**
 * What the catalog knows of a layer: arguments, shape rule, weights, cost, and what its backward pass
 * needs to have kept. Pure: no tensors, no I/O, never throws.
 */
import type { Arguments, ArgumentValues, PartialArgumentValues, Value } from '../catalog/arguments.ts';
import type { Callable } from '../catalog/callable.ts';
import type { Fault } from '../catalog/fault.ts';
import type { Extent, Shape } from '../shape.ts';

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

/** What one output element sees of the input along height and width, for receptive fields. */
export interface FieldWindow {
  /** Extent of the window in input elements, dilation included. */
  readonly kernel: readonly [number, number];
  /** Input elements from one output element to the next; a fraction where the output is larger than the input. */
  readonly stride: readonly [number, number];
  /** Padding above and left. */
  readonly before?: readonly [number, number];
}

export interface Inferred {
  readonly output: Shape | null;
  /** All outputs in order where the layer has several; `output` is the first. */
  readonly outputs?: readonly { readonly port: string; readonly shape: Shape | null }[];
  readonly weights?: readonly WeightSpec[];
  readonly saved?: readonly SavedSpec[];
  /** Multiply-adds of convolution and dense layers for one sample, bias not counted. */
  readonly macs?: Extent;
  /** Absent: one output element sees one input element. */
  readonly window?: FieldWindow;
  /** The output sees everything (dense, flatten). */
  readonly global?: boolean;
  readonly faults?: readonly Fault[];
  /** How the output came about, for the hover: `(32 − 3 + 2·1)/1 + 1 = 32`. A function where the words take longer than the rest. */
  readonly arithmetic?: readonly string[] | (() => readonly string[]);
}

/** How the output came about, in words. */
export const arithmeticOf = ({ arithmetic = [] }: Inferred): readonly string[] =>
  typeof arithmetic === 'function' ? arithmetic() : arithmetic;

/** The layer that made a tensor. */
export interface Origin {
  readonly layer: string;
  readonly args: Readonly<Record<string, Value>>;
  readonly inputs: readonly (Shape | null)[];
}

export interface InferContext<A extends Arguments> {
  /** What flows in, in order; tensors given as arguments are not among them. */
  readonly inputs: readonly (Shape | null)[];
  readonly args: PartialArgumentValues<A>;
  /** The shapes of tensors given as arguments, by argument; absent where not given. */
  readonly tensors?: Readonly<Record<string, Shape | null>>;
  /** What made the tensors given as arguments, by argument. */
  readonly origins?: Readonly<Record<string, Origin>>;
}

export interface LayerSpec<A extends Arguments = Arguments> extends Callable<A> {
  readonly kind: 'layer';
  /** How many tensors flow in; `many` is one or more. */
  readonly arity: number | 'many';
  /** Of several outputs only the first flows on unless all are given names: states are kept aside. */
  readonly carries?: 'first';
  /** Made by a statement of the language, never called by name. */
  readonly internal?: boolean;
  infer(context: InferContext<A>): Inferred;
  /** An argument: the layer also reads what the maker of that tensor was given, to see how it was made. */
  readonly inputOf?: string;
  /** What backward reads beside the gradient of the output and the weights. */
  readonly keeps: readonly ('input' | 'output')[];
  /** `inPlace`: the output may overwrite the input where nobody needs it any more. */
  readonly memory: 'own' | 'inPlace';
}

/** The argument values of a layer spec, complete, as the engine sees them. */
export type ArgsOf<S> = S extends LayerSpec<infer A> ? ArgumentValues<A> : never;

export function defineLayer<const A extends Arguments>(
  spec: Omit<LayerSpec<A>, 'kind' | 'arity'> & { arity?: number | 'many' },
): LayerSpec<A> {
  return { kind: 'layer', arity: 1, ...spec };
}

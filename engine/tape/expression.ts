/** What the expression of a layer is written in: a tape, its arguments, and its tensors with their extents. */
import type { Axis } from '../../model/shape.ts';
import type { NodeContext } from '../layers/layer-run.ts';
import type { Place } from '../random/philox.ts';
import { Tape, type Var } from './tape.ts';

export interface Expression<T, Args> {
  readonly t: Tape<T>;
  readonly args: Args;
  /** The first input. */
  readonly x: Var<T>;
  readonly inputs: readonly Var<T>[];
  /** By the names of the spec. */
  readonly weights: Readonly<Record<string, Var<T>>>;
  /** What the axes of one sample of each input and output run over. */
  readonly inputAxes: readonly (readonly Axis[])[];
  readonly outputAxes: readonly (readonly Axis[])[];
  /** Extents of the outputs, batch first. */
  readonly outputShapes: readonly (readonly number[])[];
  readonly outputShape: readonly number[];
  readonly training: boolean;
  readonly place: Place;
}

/** The outputs of a layer from its inputs and weights. */
export type Build<Args> = <T>(expression: Expression<T, Args>) => Var<T> | readonly Var<T>[];

/** The expression of a node over the tensors `xs`. */
export function expressionOf<T, Args>(
  node: NodeContext<T, Args>,
  xs: readonly T[],
  recording: boolean,
): Expression<T, Args> {
  const inputs = xs.map((tensor, i) => ({ tensor, shape: node.inputShapes[i] }));
  const weights = Object.entries(node.weights).map(([name, tensor]) => [
    name,
    { tensor, shape: node.weightShapes[name] },
  ]);
  const { args, inputAxes, outputAxes, outputShapes, outputShape, training, place } = node;
  return {
    t: new Tape({ ops: node.ops, allot: node.temporary, recording }),
    args,
    x: inputs[0],
    inputs,
    weights: Object.fromEntries(weights),
    inputAxes,
    outputAxes,
    outputShapes,
    outputShape,
    training,
    place,
  };
}

export const listOf = <T>(found: Var<T> | readonly Var<T>[]): readonly Var<T>[] =>
  Array.isArray(found) ? found : [found as Var<T>];

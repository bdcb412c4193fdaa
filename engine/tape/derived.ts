/** A layer by its expression alone: forward computes it, backward runs it again on a tape and differentiates it. */
import type { ArgsOf, LayerSpec } from '../../model/layers/spec.ts';
import type { BackwardContext, ForwardContext, LayerRun, NodeContext, WeightLayouts } from '../layers/layer-run.ts';
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
  /** Extents of the outputs, batch first. */
  readonly outputShapes: readonly (readonly number[])[];
  readonly outputShape: readonly number[];
  readonly training: boolean;
  readonly place: Place;
}

export type Build<Args> = <T>(expression: Expression<T, Args>) => Var<T> | readonly Var<T>[];

/** `layouts` says how weights lie for the operations where that is not how the files have them. */
export function derived<S extends LayerSpec<never> | object>(
  build: Build<ArgsOf<S>>,
  layouts: WeightLayouts = {},
): LayerRun<ArgsOf<S>> {
  type Args = ArgsOf<S>;

  function expressionOf<T>(node: NodeContext<T, Args>, xs: readonly T[], recording: boolean): Expression<T, Args> {
    const t = new Tape({ ops: node.ops, allot: node.temporary, recording });
    const inputs = xs.map((tensor, i) => ({ tensor, shape: node.inputShapes[i] }));
    const weights = Object.entries(node.weights).map(([name, tensor]) => [
      name,
      { tensor, shape: node.weightShapes[name] },
    ]);
    const { args, outputShapes, outputShape, training, place } = node;
    return {
      t,
      args,
      x: inputs[0],
      inputs,
      weights: Object.fromEntries(weights),
      outputShapes,
      outputShape,
      training,
      place,
    };
  }

  return {
    layouts,
    forward<T>(node: ForwardContext<T, Args>) {
      const found = build(expressionOf(node, node.xs, false));
      for (const [i, { tensor }] of listOf(found).entries()) node.ops.copy({ x: tensor }, node.ys[i]);
    },
    backward<T>(node: BackwardContext<T, Args>) {
      const expression = expressionOf(node, node.xs, true);
      const { t, inputs, weights } = expression;
      const outputs = listOf(build(expression));
      const seeds = outputs.flatMap((output, i) => {
        const dy = node.dys[i];
        return dy === null ? [] : [[output, { tensor: dy, shape: output.shape }] as const];
      });
      const targets: [Var<T>, T][] = [];
      inputs.forEach((input, i) => {
        const dx = node.dxs[i];
        if (dx !== null) targets.push([input, dx]);
      });
      for (const [name, gradient] of Object.entries(node.gradients)) targets.push([weights[name], gradient]);
      const gradients = t.gradients(
        seeds,
        targets.map(([variable]) => variable),
      );
      targets.forEach(([{ shape }, target], i) => {
        node.ops.copy({ x: (gradients[i] ?? t.fill(0, shape)).tensor }, target);
      });
    },
  };
}

const listOf = <T>(found: Var<T> | readonly Var<T>[]): readonly Var<T>[] =>
  Array.isArray(found) ? found : [found as Var<T>];

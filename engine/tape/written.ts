/** A layer whose backward is written by hand, as an expression too: what forward has computed is not computed again. */
import type { ArgsOf, LayerSpec } from '../../model/layers/spec.ts';
import type { BackwardContext, ForwardContext, LayerRun, WeightLayouts } from '../layers/layer-run.ts';
import { type Build, type Expression, expressionOf, listOf } from './expression.ts';
import type { Var } from './tape.ts';

/** Inputs and outputs are valid only where the spec `keeps` them. */
export interface BackwardExpression<T, Args> extends Expression<T, Args> {
  readonly outputs: readonly Var<T>[];
  /** Gradients of the outputs; `null` where nothing depends on one. */
  readonly dys: readonly (Var<T> | null)[];
  /** The first of each. */
  readonly y: Var<T>;
  readonly dy: Var<T>;
}

export interface Gradients<T> {
  /** Of an input; asked for only where somebody wants it. */
  readonly input: (i: number) => Var<T>;
  /** Of every learned weight, by the names of the spec. */
  readonly weights?: Readonly<Record<string, Var<T>>>;
}

export interface Written<Args> {
  readonly layouts?: WeightLayouts;
  readonly forward: Build<Args>;
  readonly backward: <T>(expression: BackwardExpression<T, Args>) => Gradients<T>;
}

export function written<S extends LayerSpec<never> | object>({
  layouts = {},
  forward,
  backward,
}: Written<ArgsOf<S>>): LayerRun<ArgsOf<S>> {
  type Args = ArgsOf<S>;
  return {
    layouts,
    forward<T>(node: ForwardContext<T, Args>) {
      for (const [i, { tensor }] of listOf(forward(expressionOf(node, node.xs, false))).entries())
        node.ops.copy({ x: tensor }, node.ys[i]);
    },
    backward<T>(node: BackwardContext<T, Args>) {
      const { ops, dxs, outputShapes: shapes } = node;
      const outputs = node.ys.map((tensor, i) => ({ tensor, shape: shapes[i] }));
      const dys = node.dys.map((tensor, i) => (tensor === null ? null : { tensor, shape: shapes[i] }));
      const [y] = outputs;
      const dy = dys[0] as Var<T>;
      const { input, weights = {} } = backward({ ...expressionOf(node, node.xs, false), outputs, dys, y, dy });
      // Last, since the gradient of the input may take the place of the output's.
      for (const [name, gradient] of Object.entries(node.gradients)) ops.copy({ x: weights[name].tensor }, gradient);
      dxs.forEach((dx, i) => {
        if (dx !== null) ops.copy({ x: input(i).tensor }, dx);
      });
    },
  };
}

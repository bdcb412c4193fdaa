/** A layer whose backward is written by hand, as an expression too: what forward has computed is not computed again. */
import type { ArgsOf, LayerSpec } from '../../model/layers/spec.ts';
import type { BackwardContext, ForwardContext, LayerRun, WeightLayouts } from '../layers/layer-run.ts';
import { type Expression, expressionOf, listOf } from './expression.ts';
import { put } from './made.ts';
import type { Var } from './tape.ts';

export interface ForwardExpression<T, Args> extends Expression<T, Args> {
  /** Leaves a tensor for backward, by its name in the spec. */
  save(name: string, value: Var<T>): void;
}

/** Inputs and outputs are valid only where the spec `keeps` them. */
export interface BackwardExpression<T, Args> extends Expression<T, Args> {
  readonly outputs: readonly Var<T>[];
  /** Gradients of the outputs; `null` where nothing depends on one. */
  readonly dys: readonly (Var<T> | null)[];
  /** The first of each. */
  readonly y: Var<T>;
  readonly dy: Var<T>;
  /** What forward has left, read with these extents. */
  saved(name: string, shape: readonly number[]): Var<T>;
}

export interface Gradients<T> {
  /** Of an input; asked for only where somebody wants it. */
  readonly input: (i: number) => Var<T>;
  /** Of every learned weight, by the names of the spec. */
  readonly weights?: Readonly<Record<string, Var<T>>>;
}

export interface Written<Args> {
  readonly layouts?: WeightLayouts;
  readonly forward: <T>(expression: ForwardExpression<T, Args>) => Var<T> | readonly Var<T>[];
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
      const { ops, ys, saved } = node;
      // An evaluation that nobody differentiates keeps nothing.
      const save = (name: string, { tensor }: Var<T>) => {
        if (saved[name] !== undefined) ops.reshape({ x: tensor }, saved[name]);
      };
      const found = forward({ ...expressionOf(node, node.xs, false), save });
      for (const [i, output] of listOf(found).entries()) put(ops, output, ys[i]);
    },
    backward<T>(node: BackwardContext<T, Args>) {
      const { ops, dxs, outputShapes: shapes } = node;
      const expression = expressionOf(node, node.xs, false);
      const outputs = node.ys.map((tensor, i) => ({ tensor, shape: shapes[i] }));
      const dys = node.dys.map((tensor, i) => (tensor === null ? null : { tensor, shape: shapes[i] }));
      const [y] = outputs;
      const dy = dys[0] as Var<T>;
      const saved = (name: string, shape: readonly number[]) =>
        expression.t.reshape({ tensor: node.saved[name], shape }, shape);
      const { input, weights = {} } = backward({ ...expression, outputs, dys, y, dy, saved });
      // First the weights, since the gradient of the input may take the place of the output's.
      for (const [name, gradient] of Object.entries(node.gradients)) put(ops, weights[name], gradient);
      dxs.forEach((dx, i) => {
        if (dx !== null) put(ops, input(i), dx);
      });
    },
  };
}

/** A layer by its expression alone: forward computes it, backward runs it again on a tape and differentiates it. */
import type { ArgsOf, LayerSpec } from '../../model/layers/spec.ts';
import type { BackwardContext, ForwardContext, LayerRun, WeightLayouts } from '../layers/layer-run.ts';
import { type Build, expressionOf, listOf } from './expression.ts';
import { put } from './made.ts';
import type { Var } from './tape.ts';

/** `layouts` says how weights lie for the operations where that is not how the files have them. */
export function derived<S extends LayerSpec<never> | object>(
  build: Build<ArgsOf<S>>,
  layouts: WeightLayouts = {},
): LayerRun<ArgsOf<S>> {
  type Args = ArgsOf<S>;
  return {
    layouts,
    forward<T>(node: ForwardContext<T, Args>) {
      const found = build(expressionOf(node, node.xs, false));
      for (const [i, output] of listOf(found).entries()) put(node.ops, output, node.ys[i]);
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
        put(node.ops, gradients[i] ?? t.fill(0, shape), target);
      });
    },
  };
}

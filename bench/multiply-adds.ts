/**
 * Multiply-adds of a training step, of convolution, dense and recurrent layers as the checker counts them: forward as
 * many as it says, for the gradient of the weights as many again, and for that of the input where the step computes it.
 * The first layer computes none; in a recurrent one that spares the product with the input, not the one with the state.
 */
import type { Graph, GraphLayer } from '../model/graph.ts';
import { planTraining } from '../model/plan.ts';

const sizeOf = (shape: readonly (number | null)[]) => shape.reduce<number>((size, extent) => size * (extent ?? 0), 1);

/** The share of a layer's products that take what stands before it in time rather than its input. */
function shareOfState({ weights }: GraphLayer): number {
  const matrices = weights.filter(({ role }) => role === 'weight');
  const total = matrices.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const state = matrices.filter(({ name }) => /\.weight_hh_/.test(name));
  return total === 0 ? 0 : state.reduce((sum, { shape }) => sum + sizeOf(shape), 0) / total;
}

/** Of one step on `batch` samples. */
export function multiplyAdds(graph: Graph, batch: number): number {
  const plan = planTraining(graph, batch);
  if (plan === null) throw new Error(`The model ${graph.model} has sizes that are not known.`);
  return plan.nodes.reduce((sum, { layer, inputGradients }) => {
    const input = inputGradients.some((gradient) => gradient !== null) ? 1 : shareOfState(layer);
    return sum + (2 + input) * batch * (layer.macs ?? 0);
  }, 0);
}

import { tensorArguments } from '../catalog/arguments.ts';
import type { Graph, GraphLayer } from '../graph.ts';
import { layerSpec } from '../layers/index.ts';

/** The layer that made the tensor from which the spec reads further, as unpooling does of its pooling. */
export function originOf(layer: GraphLayer, graph: Graph): GraphLayer | undefined {
  const { inputOf, args } = layerSpec(layer.layer);
  if (inputOf === undefined) return undefined;
  const given = tensorArguments(args, layer.args).find(([name]) => name === inputOf);
  return given === undefined ? undefined : graph.layers.find(({ id }) => id === given[1]);
}

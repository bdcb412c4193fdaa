/** What a model ends in, one by one: its heads, or its only output. */
import type { Graph, GraphLayer } from './graph.ts';
import type { Shape } from './shape.ts';

export interface Head {
  /** `null`: the model has no heads, this is its output. */
  readonly name: string | null;
  /** The layer that makes it; `null`: an input. */
  readonly layer: GraphLayer | null;
  /** Of several tensors the first. */
  readonly shape: Shape | null;
  /** All that it ends in: the ports of `ssd` are several. */
  readonly references: readonly string[];
}

/** A layer with several ports, such as `ssd`, is one head. */
export function headsOf(graph: Graph): readonly Head[] {
  if (graph.heads !== undefined)
    return graph.heads.map(({ name, output, outputs = [output] }) => headAt(name, outputs, graph));
  const makers = new Set(graph.outputs.map(makerOf));
  return [...makers].map((maker) =>
    headAt(
      null,
      graph.outputs.filter((output) => makerOf(output) === maker),
      graph,
    ),
  );
}

const makerOf = (reference: string): string => reference.split(':', 1)[0] ?? reference;

function headAt(name: string | null, references: readonly string[], { layers, inputs }: Graph): Head {
  const [reference = ''] = references;
  const maker = makerOf(reference);
  const layer = layers.find(({ id }) => id === maker) ?? null;
  if (layer === null) {
    const input = inputs.find((candidate) => candidate.name === reference);
    return { name, layer, references, shape: input === undefined ? null : shapeOf(input.shape, input.axes) };
  }
  const port = layer.outputs?.find((candidate) => `${layer.id}:${candidate.port}` === reference);
  return {
    name,
    layer,
    references,
    shape: port === undefined ? shapeOf(layer.output, layer.axes) : shapeOf(port.shape, port.axes),
  };
}

const shapeOf = (extents: GraphLayer['output'], axes: GraphLayer['axes']): Shape | null =>
  extents === null || axes === null ? null : { axes, extents };

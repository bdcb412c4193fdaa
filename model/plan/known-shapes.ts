import type { Graph } from '../graph.ts';
import type { Shape } from '../shape.ts';

/** The shape of every tensor of a sample, by what layers call it; `null` if one is not fully known. */
export function knownShapes(graph: Graph): Map<string, Shape> | null {
  const shapes = new Map<string, Shape>();
  const all = [
    ...graph.inputs.map(({ name, shape, axes }) => ({ id: name, extents: shape, axes })),
    ...graph.layers.flatMap(({ id, output, axes, outputs }) => [
      { id, extents: output ?? [], axes: axes ?? [] },
      ...(outputs ?? []).map((port) => ({
        id: `${id}:${port.port}`,
        extents: port.shape ?? [],
        axes: port.axes ?? [],
      })),
    ]),
  ];
  for (const { id, extents, axes } of all) {
    if (extents === null || extents.includes(null)) return null;
    shapes.set(id, { axes, extents });
  }
  const complete = graph.layers.every((layer) => layer.inputs.every((reference) => shapes.has(reference)));
  return complete ? shapes : null;
}

/** Patterns of layer ids and weight names, as in `train_only = ["fc.*"]`: `*` stands for anything, also for nothing. */
import type { Graph, GraphLayer } from './graph.ts';

export function matches(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

/** Whether a pattern means a weight: by its own name, or by the id of its layer. */
export const meansWeight = (pattern: string, { id }: GraphLayer, weight: string): boolean =>
  matches(pattern, id) || matches(pattern, weight);

/** `fc.*` is every weight of the layer `fc` as well as every layer within the scope `fc`. */
const matchesLayer = (pattern: string, layer: GraphLayer): boolean =>
  matches(pattern, layer.id) || layer.weights.some(({ name }) => meansWeight(pattern, layer, name));

/** The layers with learned numbers that a pattern means; what uses shared weights is meant by their owner. */
export const learningLayers = ({ layers }: Graph, pattern: string): readonly GraphLayer[] =>
  layers.filter((layer) => layer.params !== 0 && layer.sharedWith === undefined && matchesLayer(pattern, layer));

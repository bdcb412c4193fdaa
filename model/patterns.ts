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

/** `fc.*` is every weight of the layer `fc` as well as every layer within the scope `fc`. */
const matchesLayer = (pattern: string, { id, weights }: GraphLayer): boolean =>
  matches(pattern, id) || weights.some(({ name }) => matches(pattern, name));

/** The layers with learned numbers that a pattern means; what uses shared weights is meant by their owner. */
export const learningLayers = ({ layers }: Graph, pattern: string): readonly GraphLayer[] =>
  layers.filter((layer) => layer.params !== 0 && layer.sharedWith === undefined && matchesLayer(pattern, layer));

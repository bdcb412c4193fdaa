/** The nodes of the tree without regard to their kind: for features that only ask where things begin and end. */
import type { Item, Range } from '../language/index.ts';

export type Node = Range & { readonly kind?: string };

const isNode = (value: object): value is Node =>
  'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';

/** The node and everything in it, outer nodes before inner ones. */
export function* nodesIn(value: Item | object): Generator<Node> {
  if (isNode(value)) yield value;
  for (const part of Object.values(value) as unknown[]) {
    if (typeof part === 'object' && part !== null) yield* nodesIn(part);
  }
}

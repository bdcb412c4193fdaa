/** The nodes of the tree without regard to their kind: for features that only ask where things begin and end. */
import type { Argument, Item, Name, Range } from '../language/index.ts';

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

/** A call of a layer, block or function, or a join. */
export interface WrittenCall {
  readonly callee: Name;
  readonly args: readonly Argument[];
}

/** The calls in an item; that of a `train` is its model. */
export function callsIn(item: Item): WrittenCall[] {
  const own = item.kind === 'train' && item.model !== null ? [{ callee: item.model, args: item.args }] : [];
  const within = [...nodesIn(item)].flatMap((node) =>
    isCall(node) ? [{ callee: node.callee, args: node.args ?? [] }] : [],
  );
  return [...own, ...within];
}

export const isCall = (node: Node): node is Node & { callee: Name; args: readonly Argument[] | null } =>
  'callee' in node && 'args' in node;

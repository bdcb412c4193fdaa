/** The nodes of the tree without regard to their kind: for features that only ask where things begin and end. */
import type { Argument, Item, Name, Range } from '../language/index.ts';

export type Node = Range & { readonly kind?: string };

/** The node and everything in it, outer nodes before inner ones. */
export function nodesIn(value: Item): Node[] {
  const found: Node[] = [];
  gather(value, found);
  return found;
}

/** Tens of thousands of nodes at each keystroke: no list is made on the way. */
function gather(value: object, into: Node[]): void {
  if (Array.isArray(value)) {
    for (const element of value) if (typeof element === 'object' && element !== null) gather(element, into);
    return;
  }
  const parts = value as Readonly<Record<string, unknown>>;
  if (typeof parts.start === 'number' && typeof parts.end === 'number') into.push(value as Node);
  for (const key in parts) {
    const part = parts[key];
    if (typeof part === 'object' && part !== null) gather(part, into);
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
  const within = nodesIn(item).flatMap((node) =>
    isCall(node) ? [{ callee: node.callee, args: node.args ?? [] }] : [],
  );
  return [...own, ...within];
}

export const isCall = (node: Node): node is Node & { callee: Name; args: readonly Argument[] | null } =>
  'callee' in node && 'args' in node;

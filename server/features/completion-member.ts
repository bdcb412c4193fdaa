/** What can stand behind a dot: axes of a tensor, what is known of data, names inside a block that was called. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { axisNames } from '../../model/shape.ts';
import { dataProperties, type FlowStatement, type Item, type NamedThing } from '../language/index.ts';
import { ownItem } from './completion-own.ts';
import type { Checked } from './document.ts';
import { isCall, type Node, nodesIn } from './nodes.ts';
import { namesInScope } from './symbols.ts';

/** `statement`: where the statement starts; names are those above it. */
export function memberItems(of: string, checked: Checked, statement: number): CompletionItem[] {
  const thing = namesInScope(checked.analysis, statement).find(({ name }) => name === of);
  if (thing === undefined) return of === 'here' ? fields(axisNames) : [];
  switch (thing.kind) {
    case 'data':
      return fields(dataProperties);
    case 'tensor':
    case 'input':
    case 'head':
      return [...innerNames(thing, checked), ...fields(axisNames)];
    default:
      return [];
  }
}

const fields = (names: readonly string[]): CompletionItem[] =>
  names.map((label) => ({ label, kind: CompletionItemKind.Field }));

/** Tensors that the block names whose call made this one. */
function innerNames(thing: NamedThing, checked: Checked): CompletionItem[] {
  const callee = calleeOf(thing, checked.analysis.tree.items);
  const called = checked.analysis.names.find(({ name, scope }) => scope === null && name === callee);
  const own = called === undefined ? null : ownItem(checked, called);
  if (own === null || !('body' in own.item)) return [];
  const names = own.item.body.statements.flatMap((statement) => {
    if (statement.kind === 'flow' && !statement.next) return statement.names;
    return statement.kind === 'head' && statement.name !== null ? [statement.name] : [];
  });
  return names.map(({ text }) => ({ label: text, detail: `in ${callee}`, kind: CompletionItemKind.Variable }));
}

/** The block at the end of the flow that bound the name. */
function calleeOf({ definition }: NamedThing, items: readonly Item[]): string | undefined {
  const item = items.find(({ start, end }) => start <= definition.start && definition.end <= end);
  if (item === undefined) return undefined;
  const flow = nodesIn(item)
    .filter(isFlow)
    .find(({ names }) => names.some(({ start }) => start === definition.start));
  const last = flow?.stages.at(-1);
  if (last === undefined) return undefined;
  if (isCall(last)) return last.callee.text;
  if (last.kind !== 'expression') return undefined;
  if (last.value.kind === 'call') return last.value.callee.text;
  return last.value.kind === 'name' ? last.value.text : undefined;
}

const isFlow = (node: Node): node is FlowStatement => node.kind === 'flow';

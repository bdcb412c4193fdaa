/** Names in scope where a statement starts, and what an expression can start with. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { functionNames, type NamedThing, type NameKind } from '../language/index.ts';
import { keywordItem } from './completion-items.ts';
import type { Checked } from './document.ts';
import { valueText } from './hover-name.ts';
import { namesInScope } from './symbols.ts';

const tensors: ReadonlySet<NameKind> = new Set(['tensor', 'input', 'head', 'shared']);

/** Names of these kinds that are defined above the statement, the nearest first where the kind is of no matter. */
function above(checked: Checked, statement: number, has: (thing: NamedThing) => boolean): NamedThing[] {
  return namesInScope(checked.analysis, statement).filter((thing) => thing.definition.end < statement && has(thing));
}

/** Tensors named above the statement. */
export const tensorItems = (checked: Checked, statement: number): CompletionItem[] =>
  above(checked, statement, ({ kind }) => tensors.has(kind)).map((thing) => ({
    label: thing.name,
    detail: thing.kind === 'shared' ? 'shared' : valueText(checked, thing) || '?',
    kind: CompletionItemKind.Variable,
  }));

const values: readonly NameKind[] = ['parameter', 'let', 'variable'];

export function valueItems(checked: Checked, statement: number): CompletionItem[] {
  const named = values.flatMap((kind) => above(checked, statement, (thing) => thing.kind === kind));
  const functions = namesInScope(checked.analysis, statement).filter(({ kind }) => kind === 'function');
  return [
    ...named.map((thing) => {
      const value = valueText(checked, thing);
      return {
        label: thing.name,
        detail: value === '' ? thing.kind : `${thing.kind} = ${value}`,
        kind: CompletionItemKind.Constant,
      };
    }),
    ...functions.map(({ name }) => ({ label: name, detail: 'function', kind: CompletionItemKind.Function })),
    { label: 'here', detail: 'the shape at this place', kind: CompletionItemKind.Variable },
    ...functionNames.map((label) => ({ label, kind: CompletionItemKind.Function })),
    keywordItem('if', 'if condition then a else b'),
  ];
}

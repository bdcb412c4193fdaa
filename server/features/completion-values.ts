/** Names in scope at a place of a model, and what an expression can start with. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { formatShape } from '../../model/shape.ts';
import { type Analysis, axes, functionNames, type NamedValue } from '../language/index.ts';
import { keywordItem } from './completion-items.ts';
import { contains } from './document.ts';

const modelAt = ({ models }: Analysis, offset: number) => models.find(({ range }) => contains(range, offset));

/** Tensors named before the place. */
export const tensorItems = (analysis: Analysis, offset: number): CompletionItem[] =>
  (modelAt(analysis, offset)?.tensors ?? [])
    .filter(({ definition }) => definition.end < offset)
    .map(({ name, shape }) => ({ label: name, detail: formatShape(shape), kind: CompletionItemKind.Variable }));

export function valueItems(analysis: Analysis, offset: number): CompletionItem[] {
  const model = modelAt(analysis, offset);
  const item = ({ name, value }: NamedValue, what: string): CompletionItem => ({
    label: name,
    detail: value === null ? what : `${what} = ${value}`,
    kind: CompletionItemKind.Constant,
  });
  return [
    ...(model?.parameters ?? []).map((parameter) => item(parameter, 'parameter')),
    ...(model?.lets ?? []).filter(({ definition }) => definition.end < offset).map((value) => item(value, 'let')),
    { label: 'here', detail: 'the shape at this place', kind: CompletionItemKind.Variable },
    ...functionNames.map((label) => ({ label, kind: CompletionItemKind.Function })),
    keywordItem('if', 'if condition then a else b'),
  ];
}

/** Behind `here.` */
export const memberItems: CompletionItem[] = axes.map((label) => ({
  label,
  kind: CompletionItemKind.Field,
}));

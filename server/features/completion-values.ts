/** Names in scope where a statement starts, and what an expression can start with. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { formatShape } from '../../model/shape.ts';
import { type Analysis, axes, functionNames, type NamedValue } from '../language/index.ts';
import { keywordItem } from './completion-items.ts';
import { contains } from './document.ts';

const modelAt = ({ models }: Analysis, statement: number) => models.find(({ range }) => contains(range, statement));

/** Tensors named above the statement. */
export const tensorItems = (analysis: Analysis, statement: number): CompletionItem[] =>
  (modelAt(analysis, statement)?.tensors ?? [])
    .filter(({ definition }) => definition.end < statement)
    .map(({ name, shape }) => ({ label: name, detail: formatShape(shape), kind: CompletionItemKind.Variable }));

export function valueItems(analysis: Analysis, statement: number): CompletionItem[] {
  const model = modelAt(analysis, statement);
  const item = ({ name, value }: NamedValue, what: string): CompletionItem => ({
    label: name,
    detail: value === null ? what : `${what} = ${value}`,
    kind: CompletionItemKind.Constant,
  });
  return [
    ...(model?.parameters ?? []).map((parameter) => item(parameter, 'parameter')),
    ...(model?.lets ?? []).filter(({ definition }) => definition.end < statement).map((value) => item(value, 'let')),
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

/** Completion items for the things every place shares: keywords and callables. */
import { type CompletionItem, CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import type { Callable, CallableKind } from '../../model/catalog/callable.ts';
import { findCallable } from '../../model/catalog/index.ts';
import { callableDocs, signature } from './docs.ts';

export const markdown = (value: string) => ({ kind: MarkupKind.Markdown, value });

/** `snippet`: what is inserted, with places to fill in. */
export const keywordItem = (label: string, detail: string, snippet?: string): CompletionItem => ({
  label,
  detail,
  kind: CompletionItemKind.Keyword,
  ...(snippet === undefined ? {} : { insertText: snippet, insertTextFormat: InsertTextFormat.Snippet }),
});

/** What an item carries, so that its documentation can be given when it is looked at. */
interface CallableData {
  readonly kind: CallableKind;
  readonly name: string;
}

export const callableItem = (callable: Callable): CompletionItem => ({
  label: callable.name,
  detail: signature(callable),
  kind: CompletionItemKind.Function,
  insertText: callSnippet(callable),
  insertTextFormat: InsertTextFormat.Snippet,
  data: { kind: callable.kind, name: callable.name } satisfies CallableData,
});

/** The item with its documentation. */
export function resolveItem(item: CompletionItem): CompletionItem {
  const data = item.data as CallableData | undefined;
  const callable = data === undefined ? undefined : findCallable(data.kind, data.name);
  return callable === undefined ? item : { ...item, documentation: markdown(callableDocs(callable)) };
}

/** The item for an editor that knows no places to fill in: its name. */
export function withoutPlaces({ insertText, insertTextFormat, ...item }: CompletionItem): CompletionItem {
  if (insertTextFormat === InsertTextFormat.Snippet) return item;
  return insertText === undefined ? item : { ...item, insertText };
}

/** Required arguments become places to fill in. A layer needs no parentheses, other callables do; a join has branches. */
export function callSnippet(callable: Callable): string {
  const { kind, name, args } = callable;
  const required = Object.entries(args).filter(([, argument]) => argument.default === undefined && isGiven(argument));
  const places = required.map(([key, argument], i) =>
    argument.kind === 'string' ? `"\${${i + 1}:${key}}"` : `\${${i + 1}:${key}}`,
  );
  if ('arity' in callable && callable.arity === 'many') return `${name} {\n\t{ $1 }\n\t\${2:skip}\n}`;
  if (required.length === 0) return kind === 'layer' ? name : `${name}()`;
  return `${name}(${places.join(', ')})`;
}

/** A tensor is only asked for where the layer cannot do without it. */
const isGiven = (argument: Callable['args'][string]): boolean =>
  argument.kind !== 'tensor' || argument.required === true;

/** Completion items for the two things every place shares: keywords and callables. */
import { type CompletionItem, CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import type { Callable } from '../../model/catalog/callable.ts';
import { callableDocs, signature } from './docs.ts';

export const markdown = (value: string) => ({ kind: MarkupKind.Markdown, value });

export const keywordItem = (label: string, detail: string): CompletionItem => ({
  label,
  detail,
  kind: CompletionItemKind.Keyword,
});

export const callableItem = (callable: Callable): CompletionItem => ({
  label: callable.name,
  detail: signature(callable),
  documentation: markdown(callableDocs(callable)),
  kind: CompletionItemKind.Function,
  insertText: callSnippet(callable),
  insertTextFormat: InsertTextFormat.Snippet,
});

/** Required arguments become places to fill in. A layer needs no parentheses, other callables do. */
export function callSnippet({ kind, name, args }: Callable): string {
  const required = Object.entries(args).filter(([, argument]) => argument.default === undefined);
  if (required.length === 0) return kind === 'layer' ? name : `${name}()`;
  const places = required.map(([key, argument], i) =>
    argument.kind === 'string' ? `"\${${i + 1}:${key}}"` : `\${${i + 1}:${key}}`,
  );
  return `${name}(${places.join(', ')})`;
}

/** What the person's own blocks, models and functions offer: their names, and the names of what they take. */
import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type { Item, NamedThing } from '../language/index.ts';
import { type Importable, importChange } from './auto-import.ts';
import { markdown } from './completion-items.ts';
import { valueItems } from './completion-values.ts';
import { fence } from './docs.ts';
import type { Checked } from './document.ts';
import { changesIn } from './edits.ts';
import { importedItem } from './imported.ts';
import { itemSignature } from './item-signature.ts';
import type { OwnCall } from './open-call.ts';

export interface OwnItem {
  /** The name that the file knows it by. */
  readonly name: string;
  readonly item: Item;
  /** The text that it stands in. */
  readonly text: string;
}

/** The item that a name of the file stands for, its own or an imported one. */
export function ownItem({ analysis, library }: Checked, thing: NamedThing): OwnItem | null {
  if (thing.from !== undefined) {
    const found = importedItem(library, analysis.file, thing.from);
    return found === null ? null : { name: thing.name, item: found.item, text: found.source.text };
  }
  const item = analysis.tree.items.find((found) => 'name' in found && found.name?.start === thing.definition.start);
  return item === undefined ? null : { name: thing.name, item, text: analysis.text };
}

/** Items of these kinds that the file defines or imports. */
export const ownItems = (checked: Checked, ...kinds: readonly Item['kind'][]): OwnItem[] =>
  checked.analysis.names
    .filter(({ scope }) => scope === null)
    .flatMap((thing) => ownItem(checked, thing) ?? [])
    .filter(({ item }) => kinds.includes(item.kind));

/** Blocks and models as statements; required parameters become places to fill in. */
export const blockItems = (checked: Checked, at: number): CompletionItem[] =>
  ownItems(checked, 'block', 'model')
    .filter(({ item }) => item.kind === 'block' || item.start > at || at > item.end)
    .map(({ name, item, text }) => ({
      label: name,
      detail: `${name}${itemSignature(item, text)?.label.slice(name.length) ?? ''}`,
      documentation: markdown(fence(`${item.kind} ${name}`)),
      kind: CompletionItemKind.Class,
      insertText: callSnippet(name, item),
      insertTextFormat: InsertTextFormat.Snippet,
    }));

const callSnippet = (name: string, item: Item): string =>
  'parameters' in item
    ? withPlaces(
        name,
        item.parameters.filter((parameter) => parameter.default === null).map((parameter) => parameter.name.text),
      )
    : name;

const withPlaces = (name: string, required: readonly string[]): string =>
  required.length === 0 ? name : `${name}(${required.map((one, i) => `\${${i + 1}:${one}}`).join(', ')})`;

/** A block or model of another file, with the change that imports it. */
export function importItem(checked: Checked, importable: Importable): CompletionItem {
  const { name, kind, required, path } = importable;
  return {
    label: name,
    labelDetails: { description: path },
    detail: `import ${kind} ${name} from "${path}"`,
    kind: CompletionItemKind.Class,
    insertText: withPlaces(name, required),
    insertTextFormat: InsertTextFormat.Snippet,
    additionalTextEdits: [...changesIn(checked.document, [importChange(checked, importable)]).edits],
  };
}

/** Parameters not given yet, with what they take when left out. */
export function parameterItems({ item, text }: OwnItem, given: readonly string[], equals: string): CompletionItem[] {
  if (item.kind !== 'block' && item.kind !== 'model' && item.kind !== 'fn') return [];
  return item.parameters
    .filter(({ name }) => !given.includes(name.text))
    .map(({ name, default: value }) => ({
      label: name.text,
      detail: value === null ? 'required' : `default ${text.slice(value.start, value.end)}`,
      kind: CompletionItemKind.Property,
      insertText: `${name.text}${equals}`,
    }));
}

export function ownArgumentItems(call: OwnCall, checked: Checked, statement: number): CompletionItem[] {
  const values = valueItems(checked, statement);
  const called = ownItems(checked, 'block', 'model', 'fn').find(({ name }) => name === call.name);
  if (called === undefined || call.named !== null) return values;
  const order = itemSignature(called.item, called.text)?.parameters ?? [];
  const positional = order.slice(0, call.position - call.given.length).map(({ name }) => name);
  return [...parameterItems(called, [...call.given, ...positional], '='), ...values];
}

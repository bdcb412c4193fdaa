/** What can stand at a place: items, layers, argument names, members, settings, callables, names in scope. */
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Position,
} from 'vscode-languageserver';
import type { Callable, CallableKind } from '../../model/catalog/callable.ts';
import { callablesOf } from '../../model/catalog/index.ts';
import { formatShape } from '../../model/shape.ts';
import { type Analysis, dataSettings, type SettingSpec, trainSettings } from '../language/index.ts';
import { type OpenCall, type Place, placeAt } from './context.ts';
import { callableDocs, defaultText, signature } from './docs.ts';
import { type Checked, contains } from './document.ts';

const markdown = (value: string) => ({ kind: MarkupKind.Markdown, value });

export function completions({ document, analysis }: Checked, position: Position): CompletionItem[] {
  const offset = document.offsetAt(position);
  const place = placeAt(analysis.text, offset);
  if (place.inComment) return [];
  if (place.head !== null)
    return place.head === 'model' ? named(analysis.models, 'model') : named(analysis.data, 'data');
  if (place.call !== null) return inCall(place.call, analysis, offset);
  switch (place.item) {
    case 'none':
      return place.atStart ? items : [];
    case 'model':
      return place.atStart
        ? [...callablesOf('layer').map(layer), ...tensors(analysis, offset)]
        : parameters(analysis, offset);
    case 'data':
    case 'train':
      return inSettings(place);
  }
}

const keyword = (label: string, insertText: string, detail: string): CompletionItem => ({
  label,
  detail,
  kind: CompletionItemKind.Keyword,
  insertText,
  insertTextFormat: InsertTextFormat.Snippet,
});

const items: CompletionItem[] = [
  keyword('model', 'model $1(classes = $2) {\n  input(image, $3)\n  $0\n}', 'a network'),
  keyword(
    'data',
    'data $1 {\n  source    = $2\n  split     = holdout(val=$3)\n  normalize = per_channel()\n}',
    'what it learns from',
  ),
  keyword('train', 'train $1 on $2 {\n  loss      = softmax()\n  optimizer = adam(lr=1e-3)\n}', 'how it learns'),
];

const named = (things: readonly { readonly name: string }[], detail: string): CompletionItem[] =>
  things.map(({ name }) => ({ label: name, detail, kind: CompletionItemKind.Class }));

/** Required arguments become places to fill in. */
function callSnippet({ name, args }: Callable): string {
  const required = Object.entries(args).filter(([, argument]) => argument.default === undefined);
  const places = required.map(([key, argument], i) =>
    argument.kind === 'string' ? `"\${${i + 1}:${key}}"` : `\${${i + 1}:${key}}`,
  );
  return places.length === 0 ? name : `${name}(${places.join(', ')})`;
}

const callableItem = (callable: Callable, kind: CompletionItemKind): CompletionItem => ({
  label: callable.name,
  kind,
  detail: signature(callable),
  documentation: markdown(callableDocs(callable)),
  insertText: callSnippet(callable),
  insertTextFormat: InsertTextFormat.Snippet,
});

const layer = (callable: Callable) => callableItem(callable, CompletionItemKind.Function);

function tensors({ models }: Analysis, offset: number): CompletionItem[] {
  const found = models.find(({ range }) => contains(range, offset))?.tensors ?? [];
  return found
    .filter(({ definition }) => definition.end < offset)
    .map(({ name, shape }) => ({ label: name, detail: formatShape(shape), kind: CompletionItemKind.Variable }));
}

function parameters({ models }: Analysis, offset: number): CompletionItem[] {
  const found = models.find(({ range }) => contains(range, offset))?.parameters ?? [];
  return found.map(({ name, value }) => ({
    label: name,
    detail: value === null ? 'parameter' : `parameter = ${value}`,
    kind: CompletionItemKind.Constant,
  }));
}

function inCall({ callable, argument, name, given }: OpenCall, analysis: Analysis, offset: number): CompletionItem[] {
  const names = Object.keys(callable.args);
  const current = callable.args[name ?? names[argument] ?? ''];
  const members =
    current?.kind === 'enum'
      ? Object.entries(current.members).map(([label, doc]) => ({
          label,
          documentation: doc,
          kind: CompletionItemKind.EnumMember,
        }))
      : current?.kind === 'padding'
        ? [
            { label: 'same', documentation: 'as many outputs as ⌈input/stride⌉', kind: CompletionItemKind.EnumMember },
            { label: 'valid', documentation: 'no padding', kind: CompletionItemKind.EnumMember },
          ]
        : current?.kind === 'bool'
          ? ['true', 'false'].map((label) => ({ label, kind: CompletionItemKind.Keyword }))
          : [];
  const values = [...members, ...parameters(analysis, offset)];
  if (name !== null) return values;
  const left = Object.entries(callable.args).filter(
    ([key, described]) => !given.includes(key) && described.kind !== 'name',
  );
  return [
    ...left.map(([key, described]) => ({
      label: key,
      kind: CompletionItemKind.Property,
      detail: defaultText(described) === null ? 'required' : `default ${defaultText(described)}`,
      documentation: markdown(described.doc),
      insertText: `${key}=`,
    })),
    ...values,
  ];
}

const taken: Readonly<Record<SettingSpec['takes'], readonly CallableKind[]>> = {
  source: ['source'],
  split: ['split'],
  normalization: ['normalization'],
  optimizer: ['optimizer'],
  initializer: ['initializer'],
  loss: ['loss'],
  regularizer: ['regularizer'],
  layer: [],
  losses: ['loss', 'regularizer'],
  integer: [],
};

function inSettings({ item, setting, atStart }: Place): CompletionItem[] {
  if (setting !== null)
    return taken[setting.takes].flatMap((kind) =>
      callablesOf(kind).map((callable) => callableItem(callable, CompletionItemKind.Function)),
    );
  if (!atStart) return [];
  const specs = item === 'train' ? trainSettings : dataSettings;
  return Object.entries(specs).map(([key, { doc }]) => ({
    label: key,
    kind: CompletionItemKind.Property,
    documentation: markdown(doc),
    insertText: `${key} = `,
  }));
}

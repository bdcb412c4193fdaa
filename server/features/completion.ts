/** What can stand at a place: items, layers, arguments, settings, callables, names in scope. */
import { type CompletionItem, CompletionItemKind, type Position } from 'vscode-languageserver';
import type { CallableKind } from '../../model/catalog/callable.ts';
import { callablesOf } from '../../model/catalog/index.ts';
import { type Analysis, dataSettings, type SettingSpec, trainSettings } from '../language/index.ts';
import { argumentItems } from './completion-argument.ts';
import { callableItem, keywordItem, markdown } from './completion-items.ts';
import { memberItems, tensorItems, valueItems } from './completion-values.ts';
import { type Place, placeOf } from './context.ts';
import type { Checked } from './document.ts';
import { lineAt } from './line.ts';

export function completions({ document, analysis }: Checked, position: Position): CompletionItem[] {
  const offset = document.offsetAt(position);
  const line = lineAt(analysis.text, offset);
  return itemsAt(placeOf(line), analysis, line.tokens[0]?.start ?? offset);
}

function itemsAt(place: Place, analysis: Analysis, statement: number): CompletionItem[] {
  switch (place.at) {
    case 'nowhere':
      return [];
    case 'item':
      return topLevel;
    case 'model':
      return named(analysis.models, 'model');
    case 'data':
      return named(analysis.data, 'data');
    case 'on':
      return [keywordItem('on', 'the data it trains on')];
    case 'as':
      return [keywordItem('as', 'a name of its own')];
    case 'parameter':
      return parameterItems(place.model, place.given, analysis);
    case 'statement':
      return [...layerItems, ...tensorItems(analysis, statement), keywordItem('let', 'binds a value')];
    case 'flow':
      return [...innerLayerItems, ...tensorItems(analysis, statement)];
    case 'layer':
      return innerLayerItems;
    case 'value':
      return valueItems(analysis, statement);
    case 'member':
      return memberItems;
    case 'argument':
      return argumentItems(place.call, analysis, statement);
    case 'key':
      return keyItems(place.of, place.given);
    case 'setting':
      return settingItems(place.setting);
  }
}

const topLevel = [
  keywordItem('model', 'a network'),
  keywordItem('data', 'what it learns from'),
  keywordItem('train', 'how it learns'),
];

const layerItems = callablesOf('layer').map((layer) => callableItem(layer));
/** What can continue from a tensor. */
const innerLayerItems = layerItems.filter(({ label }) => label !== 'input');

const named = (things: readonly { readonly name: string }[], detail: string): CompletionItem[] =>
  things.filter(({ name }) => name !== '').map(({ name }) => ({ label: name, detail, kind: CompletionItemKind.Class }));

function parameterItems(model: string, given: readonly string[], { models }: Analysis): CompletionItem[] {
  const parameters = models.find(({ name }) => name === model)?.parameters ?? [];
  return parameters
    .filter(({ name }) => !given.includes(name))
    .map(({ name, value }) => ({
      label: name,
      detail: value === null ? 'required' : `default ${value}`,
      kind: CompletionItemKind.Property,
      insertText: `${name} = `,
    }));
}

function keyItems(of: 'data' | 'train', given: readonly string[]): CompletionItem[] {
  const specs = of === 'train' ? trainSettings : dataSettings;
  return Object.entries(specs)
    .filter(([key]) => !given.includes(key))
    .map(([key, { doc }]) => ({
      label: key,
      documentation: markdown(doc),
      kind: CompletionItemKind.Property,
      insertText: `${key} = `,
    }));
}

function settingItems({ takes }: SettingSpec): CompletionItem[] {
  if (takes === 'integer') return [];
  const kinds: readonly CallableKind[] = takes === 'losses' ? ['loss', 'regularizer'] : [takes];
  return kinds.flatMap((kind) => callablesOf(kind).map((callable) => callableItem(callable)));
}

/** What can stand at a place: items, layers, arguments, settings, callables, names in scope. */
import { type CompletionItem, CompletionItemKind, type Position } from 'vscode-languageserver';
import { callablesOf } from '../../model/catalog/index.ts';
import { isLayerName, layerSpec } from '../../model/layers/index.ts';
import { callableKinds, type SettingSpec, type SettingSpecs } from '../language/index.ts';
import { argumentItems } from './completion-argument.ts';
import { callableItem, keywordItem, markdown } from './completion-items.ts';
import { blockItems, ownArgumentItems, ownItems, parameterItems } from './completion-own.ts';
import { memberItems, tensorItems, valueItems } from './completion-values.ts';
import { type Place, placeOf } from './context.ts';
import type { Checked } from './document.ts';
import { lineAt } from './line.ts';

export function completions(checked: Checked, position: Position): CompletionItem[] {
  const offset = checked.document.offsetAt(position);
  const line = lineAt(checked.analysis.text, offset);
  return itemsAt(placeOf(line), checked, line.tokens[0]?.start ?? offset);
}

function itemsAt(place: Place, checked: Checked, statement: number): CompletionItem[] {
  switch (place.at) {
    case 'nowhere':
      return [];
    case 'item':
      return topLevel;
    case 'model':
      return named(ownItems(checked, 'model'), 'model');
    case 'data':
      return named(checked.analysis.data, 'data');
    case 'on':
      return [keywordItem('on', 'the data it trains on')];
    case 'as':
      return [keywordItem('as', 'a name of its own')];
    case 'parameter':
      return ownItems(checked, 'model')
        .filter(({ name }) => name === place.model)
        .flatMap((model) => parameterItems(model, place.given, ' = '));
    case 'statement':
      return [
        ...layerItems,
        ...blockItems(checked, statement),
        ...tensorItems(checked, statement),
        ...statementKeywords,
      ];
    case 'flow':
      return [
        ...innerLayerItems,
        ...blockItems(checked, statement),
        ...tensorItems(checked, statement),
        ...flowKeywords,
      ];
    case 'layer':
      return [...innerLayerItems, ...blockItems(checked, statement), ...flowKeywords];
    case 'tensor':
      return tensorItems(checked, statement);
    case 'value':
      return valueItems(checked, statement);
    case 'member':
      return memberItems;
    case 'argument':
      return argumentItems(place.call, checked, statement);
    case 'own-argument':
      return ownArgumentItems(place.call, checked, statement);
    case 'key':
      return keyItems(place.of, place.given);
    case 'setting':
      return settingItems(place.setting);
  }
}

const topLevel = [
  keywordItem('model', 'a network'),
  keywordItem('block', 'a part of networks'),
  keywordItem('fn', 'a function of numbers'),
  keywordItem('import', 'blocks of another file'),
  keywordItem('data', 'what it learns from'),
  keywordItem('train', 'how it learns'),
  keywordItem('search', 'which settings learn best'),
];

/** What can be a station of a flow beside layers and blocks. */
const flowKeywords = [
  keywordItem('repeat', 'again and again'),
  keywordItem('collect', 'again and again, gathering what each round gives'),
  keywordItem('if', 'if condition { … } else { … }'),
];

const statementKeywords = [
  keywordItem('let', 'binds a value'),
  ...flowKeywords,
  keywordItem('recur', 'step by step over a sequence'),
  keywordItem('share', 'weights that several calls use'),
  keywordItem('head', 'an output by name'),
  keywordItem('return', 'what a block gives'),
  keywordItem('skip', 'a branch that changes nothing'),
];

const layerItems = callablesOf('layer')
  .filter(({ name }) => !isLayerName(name) || layerSpec(name).internal !== true)
  .map((layer) => callableItem(layer));
/** What can continue from a tensor. */
const innerLayerItems = layerItems.filter(({ label }) => label !== 'input');

const named = (things: readonly { readonly name: string }[], detail: string): CompletionItem[] =>
  things.filter(({ name }) => name !== '').map(({ name }) => ({ label: name, detail, kind: CompletionItemKind.Class }));

function keyItems(of: SettingSpecs, given: readonly string[]): CompletionItem[] {
  return Object.entries(of)
    .filter(([key]) => !given.includes(key))
    .map(([key, { doc }]) => ({
      label: key,
      documentation: markdown(doc),
      kind: CompletionItemKind.Property,
      insertText: `${key} = `,
    }));
}

const settingItems = (spec: SettingSpec): CompletionItem[] =>
  callableKinds(spec).flatMap((kind) => callablesOf(kind).map((callable) => callableItem(callable)));

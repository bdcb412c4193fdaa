/** What can stand at a place: items, layers, arguments, settings, callables, names in scope. */
import { type CompletionItem, CompletionItemKind, type Position } from 'vscode-languageserver';
import { callablesOf } from '../../model/catalog/index.ts';
import { isLayerName, layerSpec } from '../../model/layers/index.ts';
import { callableKinds, type SettingSpec, type SettingSpecs } from '../language/index.ts';
import type { Importable } from './auto-import.ts';
import { argumentItems } from './completion-argument.ts';
import { importAt, importItems } from './completion-import.ts';
import { callableItem, keywordItem, markdown } from './completion-items.ts';
import { flowKeywords, itemKeywords, statementKeywords } from './completion-keywords.ts';
import { memberItems } from './completion-member.ts';
import { blockItems, importItem, ownArgumentItems, ownItems, parameterItems } from './completion-own.ts';
import { last, ranked } from './completion-rank.ts';
import { tensorItems, valueItems } from './completion-values.ts';
import { type Place, placeOf } from './context.ts';
import type { Checked } from './document.ts';
import { lineAt } from './line.ts';
import { shapeHere } from './shape-here.ts';

/** `importable`: blocks and models of other files, which the item also imports; `uris`: all model files. */
export function completions(
  checked: Checked,
  position: Position,
  importable: readonly Importable[] = [],
  uris: readonly string[] = [],
): CompletionItem[] {
  const offset = checked.document.offsetAt(position);
  if (importAt(checked, offset) !== null) return importItems(checked, offset, uris);
  const line = lineAt(checked.analysis.text, offset);
  const place = placeOf(line);
  const statement = line.tokens[0]?.start ?? offset;
  return isStation(place)
    ? stations(place, checked, statement, offset, importable)
    : itemsAt(place, checked, statement);
}

/** Whether a block or layer can be written at the place. */
export const takesBlocks = (checked: Checked, position: Position): boolean =>
  isStation(placeOf(lineAt(checked.analysis.text, checked.document.offsetAt(position))));

export const isInImport = (checked: Checked, position: Position): boolean =>
  importAt(checked, checked.document.offsetAt(position)) !== null;

type Station = Extract<Place, { readonly at: 'statement' | 'flow' | 'layer' }>;

const isStation = (place: Place): place is Station =>
  place.at === 'statement' || place.at === 'flow' || place.at === 'layer';

function stations(
  { at }: Station,
  checked: Checked,
  statement: number,
  offset: number,
  importable: readonly Importable[],
): CompletionItem[] {
  const layers = at === 'statement' ? layerItems() : layerItems().filter(({ label }) => label !== 'input');
  const tensors = at === 'layer' ? [] : tensorItems(checked, statement);
  return [
    ...ranked([...layers, ...blockItems(checked, statement), ...tensors], shapeHere(checked, offset)),
    ...last(at === 'statement' ? statementKeywords : flowKeywords),
    ...last(importable.filter(({ kind }) => kind !== 'fn').map((found) => importItem(checked, found))),
  ];
}

function itemsAt(place: Exclude<Place, Station>, checked: Checked, statement: number): CompletionItem[] {
  switch (place.at) {
    case 'nowhere':
      return [];
    case 'item':
      return itemKeywords;
    case 'model':
      return named(ownItems(checked, 'model'), 'model');
    case 'data':
      return named(checked.analysis.data, 'data');
    case 'train':
      return named(checked.analysis.trains, 'train');
    case 'on':
      return [keywordItem('on', 'the data it trains on')];
    case 'as':
      return [keywordItem('as', 'a name of its own')];
    case 'parameter':
      return ownItems(checked, 'model')
        .filter(({ name }) => name === place.model)
        .flatMap((model) => parameterItems(model, place.given, ' = '));
    case 'tensor':
      return tensorItems(checked, statement);
    case 'value':
      return valueItems(checked, statement);
    case 'member':
      return memberItems(place.of, checked, statement);
    case 'argument':
      return argumentItems(place.call, checked, statement);
    case 'own-argument':
      return ownArgumentItems(place.call, checked, statement);
    case 'key':
      return keyItems(place.of, place.given);
    case 'setting':
      return settingItems(place.setting);
    case 'head':
      return headItems(place.model, place.given, checked);
  }
}

let knownLayers: readonly CompletionItem[] | null = null;

/** Made when the first is asked for: nobody waits for them at the start. */
function layerItems(): readonly CompletionItem[] {
  knownLayers ??= callablesOf('layer')
    .filter(({ name }) => !isLayerName(name) || layerSpec(name).internal !== true)
    .map((layer) => callableItem(layer));
  return knownLayers;
}

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

/** Heads of the model, else its inputs and outputs by name. */
function headItems(model: string | null, given: readonly string[], { analysis }: Checked): CompletionItem[] {
  const graph = analysis.models.find(({ name }) => name === model)?.graph;
  const names = [...(graph?.heads ?? []), ...(graph?.inputs ?? [])].map(({ name }) => name);
  return names
    .filter((name) => !given.includes(name))
    .map((label) => ({ label, kind: CompletionItemKind.Property, insertText: `${label}: ` }));
}

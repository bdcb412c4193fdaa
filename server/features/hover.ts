/** What stands under the cursor: a layer with its arithmetic and cost, an argument, a callable, a name. */
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import type { Callable, CallableKind } from '../../model/catalog/callable.ts';
import { catalog, findCallable } from '../../model/catalog/index.ts';
import { layerSpec } from '../../model/layers/index.ts';
import { formatExtents, formatShape } from '../../model/shape.ts';
import {
  type AnalyzedLayer,
  dataSettings,
  lex,
  type Range,
  type SettingSpec,
  type Token,
  trainSettings,
} from '../language/index.ts';
import { placeAt } from './context.ts';
import { callableDocs, signature } from './docs.ts';
import { type Checked, contains, rangeIn } from './document.ts';
import { namedThings } from './symbols.ts';
import { bytes, count, tensorBytes } from './units.ts';

const fence = (code: string) => `\`\`\`netwright\n${code}\n\`\`\``;

export function hover(checked: Checked, position: Position): Hover | null {
  const { document, analysis } = checked;
  const offset = document.offsetAt(position);
  const token = lex(analysis.text).find((found) => found.kind === 'name' && contains(found, offset));
  if (token === undefined) return null;
  const text =
    layerText(checked, token) ??
    argumentText(analysis.text, token) ??
    nameText(checked, token) ??
    settingText(analysis.text, token) ??
    callableText(token);
  return text === null
    ? null
    : { contents: { kind: MarkupKind.Markdown, value: text }, range: rangeIn(document, token) };
}

const same = (a: Range, b: Range) => a.start === b.start && a.end === b.end;

function layerText({ analysis }: Checked, token: Token): string | null {
  for (const { layers, inputs } of analysis.models) {
    const layer = layers.find(({ callee }) => same(callee, token));
    if (layer !== undefined) return describeLayer(layer);
    const input = inputs.find(({ callee }) => same(callee, token));
    if (input !== undefined)
      return [
        fence(signature(layerSpec('input'))),
        `⟶ **${formatShape(input.shape)}**`,
        callableDocs(layerSpec('input')),
      ].join('\n\n');
  }
  return null;
}

function describeLayer({ entry, inputs, output, arithmetic }: AnalyzedLayer): string {
  const spec = layerSpec(entry.layer);
  const shapes = `**${inputs.map(formatShape).join(', ')} ⟶ ${formatShape(output)}**`;
  const rows = [
    ['id', `\`${entry.id}\``],
    ...entry.weights.map(({ name, shape, role }) => [role, `\`${name}\` ${formatExtents(shape)}`]),
    ...(entry.params === 0 ? [] : [['parameters', count(entry.params)]]),
    ...(entry.macs === 0 ? [] : [['multiply-adds', count(entry.macs)]]),
    ['activations', `${tensorBytes(entry.output)} per image`],
    ['receptive field', entry.receptiveField === null ? 'the whole input' : entry.receptiveField.join('×')],
  ];
  const table = ['| | |', '| --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
  return [
    fence(signature(spec)),
    shapes,
    arithmetic.map((line) => `\`${line}\``).join('  \n'),
    table,
    callableDocs(spec),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A name before `=` inside a call. */
function argumentText(text: string, token: Token): string | null {
  if (!/^\s*=(?!=)/.test(text.slice(token.end))) return null;
  const { call } = placeAt(text, token.start);
  const argument = call?.callable.args[token.text];
  if (call === null || argument === undefined) return null;
  return `**${token.text}** of \`${call.callable.name}\`\n\n${argument.doc}`;
}

function nameText({ analysis }: Checked, token: Token): string | null {
  const thing = namedThings(analysis).find(({ definition, references }) =>
    [definition, ...references].some((range) => same(range, token)),
  );
  if (thing === undefined) return null;
  if (thing.what === 'tensor') {
    const tensor = analysis.models
      .flatMap(({ tensors }) => tensors)
      .find(({ definition }) => same(definition, thing.definition));
    return `tensor \`${thing.name}\` · **${formatShape(tensor?.shape ?? null)}**`;
  }
  if (thing.what === 'parameter') {
    const parameter = analysis.models
      .flatMap(({ parameters }) => parameters)
      .find(({ definition }) => same(definition, thing.definition));
    return `parameter \`${thing.name}\` · ${parameter?.value ?? 'no value yet'}`;
  }
  const model = thing.what === 'model' ? analysis.models.find(({ name }) => name === thing.name) : undefined;
  if (model === undefined) return `data \`${thing.name}\``;
  const { graph } = model;
  const job = analysis.trains.find((train) => train.model === thing.name)?.job ?? null;
  const training =
    job === null
      ? ''
      : `\n\n${bytes(job.graph.trainingBytes)} to train at batch ${job.settings.batch}: activations, weights, gradients and what the optimizer keeps`;
  return `model \`${thing.name}\`\n\n${count(graph.params)} parameters · ${count(graph.macs)} multiply-adds · ${bytes(graph.activationBytes)} of activations per image${training}`;
}

function settingText(text: string, token: Token): string | null {
  if (!/^\s*=(?!=)/.test(text.slice(token.end))) return null;
  const { item } = placeAt(text, token.start);
  const spec: SettingSpec | undefined =
    item === 'train' ? trainSettings[token.text] : item === 'data' ? dataSettings[token.text] : undefined;
  return spec === undefined ? null : `**${token.text}**\n\n${spec.doc}\n\n${fence(spec.example)}`;
}

function callableText(token: Token): string | null {
  const kinds = (Object.keys(catalog) as CallableKind[]).filter((kind) => kind !== 'layer');
  const callable = kinds
    .map((kind): Callable | undefined => findCallable(kind, token.text))
    .find((found) => found !== undefined);
  return callable === undefined ? null : [fence(signature(callable)), callableDocs(callable)].join('\n\n');
}

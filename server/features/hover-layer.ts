/** A layer and a model in full: shapes with their arithmetic, weights, costs. */

import { layerSpec } from '../../model/layers/index.ts';
import { formatExtents, formatShape } from '../../model/shape.ts';
import { bytes, count, tensorBytes } from '../../model/units.ts';
import type { AnalyzedModel, AnalyzedTrain, LayerInstance, LayerSite } from '../language/index.ts';
import { callableDocs, fence, signature } from './docs.ts';
import { variants } from './instances.ts';
import { memoryParts, memoryText } from './training-text.ts';

const paragraphs = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('\n\n');

/** `shown`: `null` where the chosen instantiation of the block around does not come by; another one stands for it. */
export function describeLayer({ kind, instances }: LayerSite, shown: LayerInstance | null): string {
  const instance = shown ?? instances[0];
  if (instance === undefined) return '';
  const spec = layerSpec(instance.entry.layer);
  const which = instancesText(instances, instance, shown === null);
  if (kind === 'input')
    return paragraphs(fence(signature(spec)), `⟶ **${formatShape(instance.output)}**`, callableDocs(spec));
  return paragraphs(
    fence(signature(spec)),
    `**${shapes(instance)}**`,
    which,
    instance.arithmetic.map((line) => `\`${line}\``).join('  \n'),
    ['| | |', '| --- | --- |', ...rowsOf(instance).map((row) => `| ${row.join(' | ')} |`)].join('\n'),
    callableDocs(spec),
  );
}

const shapes = ({ inputs, output }: LayerInstance) => `${inputs.map(formatShape).join(', ')} ⟶ ${formatShape(output)}`;

function rowsOf({ entry }: LayerInstance): readonly (readonly string[])[] {
  const known = entry.output !== null && !entry.output.includes(null);
  return [
    ['id', `\`${entry.id}\``],
    ...entry.weights.map(({ name, shape, role }) => [role, `\`${name}\` ${formatExtents(shape)}`]),
    ...(entry.params === 0 ? [] : [['parameters', count(entry.params)]]),
    ...(entry.macs === 0 ? [] : [['multiply-adds', count(entry.macs)]]),
    ['activations', `${tensorBytes(entry.output)} per image`],
    ...(known ? [['receptive field', entry.receptiveField?.join('×') ?? 'the whole input']] : []),
  ];
}

/** Which of several is described, and what the others come to. */
function instancesText(all: readonly LayerInstance[], { instantiation }: LayerInstance, elsewhere: boolean): string {
  if (all.length < 2 && !elsewhere) return '';
  const of = instantiation === null ? `the first of ${all.length}` : instantiation.title;
  const said = elsewhere ? `Not run in the instantiation that is shown; this is ${of}.` : `Shown is ${of}.`;
  const others = variants(all, shapes);
  return others.length < 2 ? said : `${said} In all: ${others.join(' · ')}`;
}

export function describeModel({ name, graph }: AnalyzedModel, trains: readonly AnalyzedTrain[]): string {
  const costs = [
    `${count(graph.params)} parameters`,
    `${count(graph.macs)} multiply-adds`,
    `${bytes(graph.activationBytes)} of activations per image`,
  ];
  const train = trains.find(({ model, job }) => model === name && job !== null);
  const training = train === undefined ? null : memoryText(train);
  const parts = train === undefined ? null : memoryParts(train);
  return paragraphs(`model \`${name}\``, costs.join(' · '), training ?? '', parts ?? '');
}

/** A layer and a model in full: shapes with their arithmetic, weights, costs. */
import { layerSpec } from '../../model/layers/index.ts';
import { formatExtents, formatShape } from '../../model/shape.ts';
import { bytes, count, tensorBytes } from '../../model/units.ts';
import type { AnalyzedLayer, AnalyzedModel, AnalyzedTrain } from '../language/index.ts';
import { callableDocs, fence, signature } from './docs.ts';

const paragraphs = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('\n\n');

export const describeInput = ({ shape }: AnalyzedModel['inputs'][number]): string =>
  paragraphs(fence(signature(layerSpec('input'))), `⟶ **${formatShape(shape)}**`, callableDocs(layerSpec('input')));

export function describeLayer({ entry, inputs, output, arithmetic }: AnalyzedLayer): string {
  const spec = layerSpec(entry.layer);
  const known = entry.output !== null && !entry.output.includes(null);
  const rows = [
    ['id', `\`${entry.id}\``],
    ...entry.weights.map(({ name, shape, role }) => [role, `\`${name}\` ${formatExtents(shape)}`]),
    ...(entry.params === 0 ? [] : [['parameters', count(entry.params)]]),
    ...(entry.macs === 0 ? [] : [['multiply-adds', count(entry.macs)]]),
    ['activations', `${tensorBytes(entry.output)} per image`],
    ...(known ? [['receptive field', entry.receptiveField?.join('×') ?? 'the whole input']] : []),
  ];
  return paragraphs(
    fence(signature(spec)),
    `**${inputs.map(formatShape).join(', ')} ⟶ ${formatShape(output)}**`,
    arithmetic.map((line) => `\`${line}\``).join('  \n'),
    ['| | |', '| --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'),
    callableDocs(spec),
  );
}

export function describeModel({ name, graph }: AnalyzedModel, trains: readonly AnalyzedTrain[]): string {
  const costs = [
    `${count(graph.params)} parameters`,
    `${count(graph.macs)} multiply-adds`,
    `${bytes(graph.activationBytes)} of activations per image`,
  ];
  const training = trains.flatMap(({ model, job }) =>
    model !== name || job === null
      ? []
      : [
          `${bytes(job.graph.trainingBytes)} to train at batch ${job.settings.batch}: activations, weights, gradients and what the optimizer keeps`,
        ],
  );
  return paragraphs(`model \`${name}\``, costs.join(' · '), training[0] ?? '');
}

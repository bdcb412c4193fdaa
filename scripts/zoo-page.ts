/**
 * Writes `docs/zoo.md`, the table of the zoo, from the files of `examples/zoo` and the numbers they are held to. `--check`
 * only says whether the page is current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../model/graph.ts';
import { formatExtents } from '../model/shape.ts';
import {
  differences,
  graphOf,
  headerOf,
  networksOf,
  type Reference,
  textOf,
  type ZooNetwork,
  zooFiles,
} from './zoo-networks.ts';

const exactly = (value: number | null): string => value?.toLocaleString('en-US') ?? '?';

/** What others print; a dash where they print nothing. */
const printed = (value: number | string | undefined): string =>
  value === undefined ? '–' : typeof value === 'number' ? exactly(value) : value;

const billions = (gmacs: number | undefined): string | undefined => gmacs?.toFixed(3).concat(' G');

function outputsOf({ layers, outputs, heads }: Graph): string {
  const shapes = outputs.map((reference) => {
    const [id, port] = reference.split(':');
    const layer = layers.find((candidate) => candidate.id === id);
    return layer?.outputs?.find((candidate) => candidate.port === port)?.shape ?? layer?.output ?? [];
  });
  const named = shapes.map((shape, i) => [heads?.[i]?.name, formatExtents(shape)].filter(Boolean).join(' '));
  return named.join(', ');
}

/** The widest view of an image that a layer has which does not see all of it. */
function widestView({ inputs, layers }: Graph): string {
  if (!inputs.some(({ axes }) => axes.includes('height'))) return '–';
  const fields = layers.flatMap(({ receptiveField }) => (receptiveField === null ? [] : [receptiveField]));
  if (fields.length === 0) return '–';
  const [height, width] = fields.reduce((a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1])]);
  return formatExtents([height, width]);
}

function row(network: ZooNetwork): string {
  const { file, args, reference } = network;
  const graph = graphOf(network);
  const { published, stated } = reference ?? {};
  const cells = [
    `[${file}](../examples/zoo/${file}.nn)${args === '' ? '' : `<br>\`${args}\``}`,
    exactly(graph.params),
    printed(published?.params ?? stated?.params),
    exactly(graph.macs),
    printed(billions(published?.gmacs) ?? stated?.macs ?? stated?.connections),
    outputsOf(graph),
    widestView(graph),
    headerOf(textOf(file))?.source ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}

const torchvision = ({ reference }: ZooNetwork): boolean => reference !== null && reference.source === undefined;

function table(networks: readonly ZooNetwork[]): string {
  const head = [
    '| network | parameters | published | multiply-adds | published | output | sees | source |',
    '| --- | ---: | ---: | ---: | ---: | --- | ---: | --- |',
  ];
  return [...head, ...networks.map(row)].join('\n');
}

/** Why counts are not what is printed, or a file not what its reference is. */
function remarks({ file, args, reference }: ZooNetwork): string[] {
  const { differs, attentionMacs, paramsFrozen, macsPerDetection }: Partial<Reference> = reference ?? {};
  const reasons = [
    args === '' ? differences[file]?.why : undefined,
    differs,
    attentionMacs === undefined
      ? undefined
      : `torchvision counts ${exactly(attentionMacs)} multiply-adds of attention that have no weights`,
    paramsFrozen === undefined
      ? undefined
      : 'torchvision publishes the parameters that train with the batch normalization of the backbone frozen',
    macsPerDetection === undefined ? undefined : 'torchvision publishes the multiply-adds without masks',
  ].filter((reason) => reason !== undefined);
  const name = args === '' ? file : `${file}, \`${args}\``;
  return reasons.length === 0 ? [] : [`- ${name}: ${reasons.join('; ')}.`];
}

/** The page as Markdown. */
export function zooPage(): string {
  const networks = zooFiles.flatMap(networksOf);
  const papers = networks.filter((network) => !torchvision(network));
  return `${[
    '# The zoo',
    'Networks of the literature as model files. Made from `examples/zoo/` by `node scripts/zoo-page.ts`; do not edit by hand.',
    'Parameters are learned numbers; multiply-adds are those of convolutions and dense layers for one sample, without biases. Both are exact, and `test/zoo.test.ts` holds them, the shapes of all weights and the output to the reference: torchvision built and counted by `scripts/fixtures/zoo.py`, the papers worked out by `scripts/fixtures/published.py`. "Published" is what others print. "Sees" is the widest receptive field in the network of a layer that does not see everything, in pixels.',
    '## As in torchvision',
    table(networks.filter(torchvision)),
    '## As in the papers',
    table(papers),
    '## Where files and counts differ',
    networks.flatMap(remarks).join('\n'),
  ].join('\n\n')}\n`;
}

export const zooPagePath = join(import.meta.dirname, '..', 'docs', 'zoo.md');

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(zooPagePath, zooPage());
  else if (readFileSync(zooPagePath, 'utf8') !== zooPage()) {
    console.error('docs/zoo.md is not what the zoo says; run `node scripts/zoo-page.ts`.');
    process.exitCode = 1;
  }
}

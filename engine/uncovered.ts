/** What a job asks for that this engine does not run yet: a run that would leave any of it out is not started. */
import type { Call } from '../model/catalog/arguments.ts';
import type { Graph } from '../model/graph.ts';
import { headsOf } from '../model/heads.ts';
import type { DataSettings, StageSettings, TrainSettings } from '../model/settings.ts';
import { describeShape, isVector } from '../model/shape.ts';
import { isNotYet } from './coverage.ts';
import type { Job } from './protocol/job.ts';

type Kind = Parameters<typeof isNotYet>[0];

/** The job cannot be run as it is. */
export class UncoveredError extends Error {
  override readonly name = 'UncoveredError';

  constructor(parts: readonly string[]) {
    super(`The engine does not run yet: ${parts.join('; ')}. Nothing was started.`);
  }
}

/** In words, each once; empty where all of the job is run. */
export function uncovered({ graph, settings }: Pick<Job, 'graph' | 'settings'>): readonly string[] {
  const { stages = [] } = settings;
  return [
    ...new Set([
      ...ends(graph),
      ...layers(graph),
      ...stage(settings),
      ...stages.flatMap(stage),
      ...whole(settings),
      ...(stages.length === 0 ? [] : [`stages (${stages.map(({ name }) => name).join(', ')})`]),
      ...data(settings.data),
    ]),
  ];
}

/** The engine takes images and labels, and scores one output. */
function ends(graph: Graph): string[] {
  const found: string[] = [];
  if (graph.inputs.length !== 1) found.push(`${graph.inputs.length} inputs (${list(graph.inputs)})`);
  const heads = headsOf(graph);
  const [only] = heads;
  if (graph.heads !== undefined && heads.length > 1) found.push(`several heads (${list(graph.heads)})`);
  else if (graph.outputs.length !== 1) found.push(`${graph.outputs.length} outputs (${graph.outputs.join(', ')})`);
  else if (only?.shape != null && !isVector(only.shape))
    found.push(
      `an output that is no vector of scores: ${describeShape(only.shape)} (${only.layer?.id ?? 'the input'})`,
    );
  return found;
}

const list = (named: readonly { readonly name: string }[]): string => named.map(({ name }) => name).join(', ');

function layers(graph: Graph): string[] {
  const found = new Map<string, string[]>();
  const add = (what: string, id: string) => found.set(what, [...(found.get(what) ?? []), id]);
  for (const { id, layer, sharedWith } of graph.layers) {
    if (isNotYet('layer', layer)) add(`the layer ${layer}`, id);
    if (sharedWith !== undefined) add('shared weights', id);
  }
  return [...found].map(([what, ids]) => `${what} (${brief(ids)})`);
}

const MOST_NAMED = 3;
const brief = (ids: readonly string[]): string =>
  ids.length <= MOST_NAMED
    ? ids.join(', ')
    : `${ids.slice(0, MOST_NAMED).join(', ')} and ${ids.length - MOST_NAMED} more`;

const callOf = (kind: Kind, call: Call | null | undefined): string[] =>
  call == null || !isNotYet(kind, call.name) ? [] : [`the ${kind} ${call.name}`];

function stage({ loss, regularizers, optimizer, schedule, clip, average, bptt }: StageSettings): string[] {
  return [
    ...loss.flatMap(({ call }) => callOf('loss', call)),
    ...(loss.length === 0 ? ['a training without a loss'] : []),
    ...(loss.length > 1 ? [`several losses (${loss.map(({ call }) => call.name).join(', ')})`] : []),
    ...regularizers.flatMap((call) => callOf('regularizer', call)),
    ...callOf('optimizer', optimizer),
    ...(optimizer.name === 'lbfgs' ? ['a training on the whole set at once (lbfgs)'] : []),
    ...callOf('schedule', schedule),
    ...callOf('clipping', clip),
    ...callOf('averaging', average),
    ...(bptt === undefined ? [] : ['bptt']),
  ];
}

const whole = ({ init, weights, metrics = [] }: TrainSettings): string[] => [
  ...callOf('initializer', init),
  ...callOf('weights', weights),
  ...metrics.flatMap((call) => callOf('metric', call)),
];

const data = ({ source, split, normalize, augment = [] }: DataSettings): string[] => [
  ...callOf('source', source),
  ...callOf('split', split),
  ...callOf('normalization', normalize),
  ...augment.flatMap((call) => callOf('augmentation', call)),
];

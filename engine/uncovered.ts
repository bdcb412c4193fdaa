/** What a job asks for that this engine does not run yet: a run that would leave any of it out is not started. */
import type { Call } from '../model/catalog/arguments.ts';
import type { Graph } from '../model/graph.ts';
import type { DataSettings, StageSettings, TrainSettings } from '../model/settings.ts';
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
  if (remembers(graph)) return [...new Set([...whole(settings), ...data(settings.data)])];
  return [
    ...new Set([
      ...uncoveredGraph(graph),
      ...stage(settings),
      ...stages.flatMap(stage),
      ...whole(settings),
      ...data(settings.data),
    ]),
  ];
}

/** Whether it is of nearest neighbors: training is to remember the samples. */
export const remembers = ({ layers }: Graph): boolean => layers.length === 1 && layers[0]?.layer === 'knn';

/** What of the model alone is not run. */
export function uncoveredGraph(graph: Graph): readonly string[] {
  const found = new Map<string, string[]>();
  const add = (what: string, id: string) => found.set(what, [...(found.get(what) ?? []), id]);
  for (const { id, layer } of graph.layers) {
    // Where it is not the whole model there is no pass to make.
    if (isNotYet('layer', layer) || layer === 'knn') add(`the layer ${layer}`, id);
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

function stage(settings: StageSettings): string[] {
  const { loss, regularizers, optimizer, schedule, clip, average, bptt } = settings;
  return [
    ...loss.flatMap(({ call }) => callOf('loss', call)),
    ...(loss.length === 0 ? ['a training without a loss'] : []),
    ...regularizers.flatMap((call) => callOf('regularizer', call)),
    ...callOf('optimizer', optimizer),
    ...(optimizer.name === 'lbfgs' ? besideWholeSet(settings) : []),
    ...callOf('schedule', schedule),
    ...callOf('clipping', clip),
    ...callOf('averaging', average),
    ...(bptt === undefined ? [] : ['bptt']),
  ];
}

/** Settings that belong to steps on batches, which an optimizer that takes the whole set does not make. */
const besideWholeSet = ({ schedule, clip, average, accumulate, lrScale }: StageSettings): string[] =>
  Object.entries({ schedule, clip, average, accumulate, lr_scale: lrScale }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} with lbfgs`],
  );

const whole = ({ init, weights, metrics = [] }: TrainSettings): string[] => [
  ...callOf('initializer', init),
  ...callOf('weights', weights),
  ...metrics.flatMap((call) => callOf('metric', call)),
];

const data = ({ source, split, normalize, sampling, augment = [] }: DataSettings): string[] => [
  ...callOf('source', source),
  ...callOf('split', split),
  ...callOf('normalization', normalize),
  ...callOf('sampling', sampling),
  ...augment.flatMap((call) => callOf('augmentation', call)),
];

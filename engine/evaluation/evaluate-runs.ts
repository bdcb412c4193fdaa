/** The scores of a run, or of several together, on data. */
import type { DataSettings } from '../../model/settings.ts';
import type { Backend } from '../backends/backend.ts';
import type { EpochBatch } from '../data/batch-buffer.ts';
import { type Dataset, openDataset, type Part } from '../data/dataset.ts';
import { type CorruptItem, DataError } from '../data/samples.ts';
import { endsOf } from '../network/heads.ts';
import type { Ends, Evaluation, Network } from '../network/network.ts';
import type { Scores } from '../protocol/records.ts';
import { evaluateBatches } from '../train/evaluate.ts';
import { evaluateWindows } from '../train/windows.ts';
import { Ensemble } from './ensemble.ts';
import { asEvaluated, networkOf, type Trained } from './trained.ts';

export interface EvaluationRequest {
  /** More than one is an ensemble; split and seed are those of the first. */
  readonly members: readonly Trained[];
  /** Where samples come from; each member prepares them as it was trained. */
  readonly data: DataSettings;
  readonly part: Part | 'all';
  readonly backend: Backend;
  onProgress?(done: number, total: number): void;
  onCorrupt?(item: CorruptItem): void;
}

export interface RunEvaluation {
  readonly scores: Scores;
  /** Samples that were judged. */
  readonly samples: number;
}

interface Member {
  readonly trained: Trained;
  readonly network: Network;
  readonly data: Dataset;
}

/** @throws DataError and the like where data, weights and models do not go together. */
export async function evaluateRuns(request: EvaluationRequest): Promise<RunEvaluation> {
  const { members: all, data: settings, part, onProgress } = request;
  const [first] = all;
  if (first === undefined) throw new Error('There is no run to evaluate.');
  for (const other of all) sameEnds(first, other);
  const parts: readonly Part[] = part === 'all' ? ['train', 'val'] : [part];
  const opened = new Map<Trained['job'], Dataset>();
  const members: Member[] = [];
  try {
    for (const trained of all) {
      const data = opened.get(trained.job) ?? (await open(trained, first, request));
      opened.set(trained.job, data);
      members.push({ trained, data, network: await networkOf(request.backend, trained, settings) });
    }
    const [{ data }] = members;
    const total = parts.reduce((sum, each) => sum + (each === 'train' ? data.trainCount : data.valCount), 0);
    let samples = 0;
    const { graph, settings: train } = first.job;
    const scores = await together(members, parts, first.stage.batch, (evaluate) =>
      evaluateBatches(evaluate, data, parts, {
        batch: first.stage.batch * data.windows,
        metrics: train.metrics ?? [],
        graph,
        name: settings.name,
        onBatch(count) {
          samples += count;
          onProgress?.(samples, total);
        },
      }),
    );
    return { scores, samples };
  } finally {
    for (const { network } of members) network.dispose();
    for (const data of opened.values()) await data.close();
  }
}

const open = ({ job, statistics }: Trained, first: Trained, request: EvaluationRequest): Promise<Dataset> => {
  const { name, source, split } = request.data;
  return openDataset({
    data: { ...job.settings.data, name, source, split },
    graph: job.graph,
    seed: first.job.settings.seed,
    file: first.job.file,
    targets: job.settings.targets,
    statistics: statistics ?? undefined,
    batch: first.stage.batch,
    workers: request.members.length > 1 ? 0 : undefined,
    // Each member reads the same samples: what is left out is told once.
    onCorrupt: job === first.job ? request.onCorrupt : undefined,
  });
};

/** Runs `work` with a function that has every member judge a batch. */
async function together(
  members: readonly Member[],
  parts: readonly Part[],
  batch: number,
  work: (evaluate: (batch: EpochBatch) => Promise<Evaluation>) => Promise<Scores>,
): Promise<Scores> {
  const [{ trained: first, network, data }, ...others] = members;
  const judge = (member: Member, own: EpochBatch) =>
    asEvaluated(member.trained, member.network, () => evaluateWindows(member.network, own, batch));
  if (others.length === 0)
    return asEvaluated(first, network, () => work((own) => evaluateWindows(network, own, batch)));
  const { graph } = first.job;
  const ensemble = new Ensemble({ graph, loss: first.stage.loss, name: first.job.settings.data.name });
  // The same samples in the same batches, as each of the others was trained to see them.
  const streams = others.map((member) => (member.data === data ? null : batches(member.data, parts, batch)));
  try {
    return await work(async (own) => {
      const outputs: Ends[] = [(await judge(members[0], own)).outputs];
      for (const [i, member] of others.entries()) {
        const stream = streams[i];
        const next = stream === null ? own : (await stream.next()).value;
        if (next === undefined || next.count !== own.count)
          throw new DataError(
            `${member.trained.run} is given other samples than ${first.run}; their scores have no mean.`,
          );
        outputs.push(renamed((await judge(member, next)).outputs, member.trained, first));
      }
      return ensemble.evaluate(own, outputs);
    });
  } finally {
    for (const stream of streams) await stream?.return(undefined);
  }
}

async function* batches(
  data: Dataset,
  parts: readonly Part[],
  batch: number,
): AsyncGenerator<EpochBatch, undefined, undefined> {
  for (const part of parts) yield* data.evaluationBatches(part, batch * data.windows);
  return undefined;
}

/** By the names of the first: of a model without heads they are those of its layers. */
function renamed(outputs: Ends, { job }: Trained, first: Trained): Ends {
  const own = endsOf(job.graph);
  return Object.fromEntries(endsOf(first.job.graph).map(({ name }, i) => [name, outputs[own[i].name]]));
}

/** Scores of different things have no mean. */
function sameEnds(first: Trained, other: Trained): void {
  const describe = ({ job: { graph } }: Trained) =>
    endsOf(graph).map(({ name, reference }) => {
      const layer = graph.layers.find(({ id }) => id === reference.split(':', 1)[0]);
      return `${graph.heads === undefined ? '' : `${name} `}${layer?.output?.join('×') ?? '?'}`;
    });
  const [a, b] = [describe(first).join(', '), describe(other).join(', ')];
  if (a !== b)
    throw new DataError(
      `${first.job.graph.model} of ${first.run} ends in ${a}, ${other.job.graph.model} of ${other.run} in ${b}: their scores have no mean.`,
    );
}

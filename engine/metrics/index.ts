/** The metrics of a training, each of its head: given what an evaluation gives, batch by batch. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import { headsOf } from '../../model/heads.ts';
import { completeCall } from '../complete-call.ts';
import type { Runs } from '../coverage.ts';
import type { Batch } from '../data/batch.ts';
import { TargetError } from '../losses/targets.ts';
import { type End, endOf } from '../network/heads.ts';
import type { Ends } from '../network/network.ts';
import { accuracy, top_k } from './accuracy.ts';
import { iou } from './iou.ts';
import { mean_error } from './mean-error.ts';
import { mean_iou } from './mean-iou.ts';
import type { Metric, MetricRun } from './metric-run.ts';
import { perplexity } from './perplexity.ts';

const metrics: { readonly [M in Runs<'metric'>]: MetricRun } = {
  accuracy,
  top_k,
  iou,
  mean_iou,
  perplexity,
  mean_error,
};

export const metricRun = (name: string): MetricRun => metrics[name as Runs<'metric'>];

interface Measured {
  readonly label: string;
  readonly metric: Metric;
  readonly end: End;
  readonly extents: readonly number[];
}

/** As a `train` has it, but for what is at its default: `accuracy`, `iou(box)`, `top_k(k=3)`. */
export function labelOf({ name, args }: Call): string {
  const { args: usual } = completeCall('metric', { name, args: {} });
  const said = Object.entries(args).flatMap(([key, value]) => {
    if (value === usual[key]) return [];
    return [key === 'head' ? String(value) : `${key}=${value}`];
  });
  return said.length === 0 ? name : `${name}(${said.join(', ')})`;
}

export class Scoreboard {
  readonly #graph: Graph;
  readonly #data: string;
  readonly #measured: readonly Measured[];

  /** `data` names the data in messages. @throws Error when the model has no such head. */
  constructor(graph: Graph, calls: readonly Call[], data?: string) {
    this.#graph = graph;
    this.#data = data === undefined ? 'The data' : `The data ${data}`;
    this.#measured = calls.map((call) => {
      const { args } = completeCall('metric', call);
      const named = args.head === '' ? undefined : (args.head as string);
      const head = headsOf(graph).find(({ name }) => named === undefined || name === named);
      return {
        label: labelOf(call),
        metric: metricRun(call.name).start(args),
        end: endOf(graph, named),
        extents: (head?.shape?.extents ?? []) as readonly number[],
      };
    });
  }

  /** @throws TargetError when the batch does not fit the head. */
  add(outputs: Ends, { count, targets }: Batch): void {
    for (const { metric, end, extents } of this.#measured) {
      const target = targets[end.name];
      if (target === undefined) throw new TargetError(`${this.#data} has nothing to compare ${end.name} with.`);
      const parties = { data: this.#data, model: `${end.name} of ${this.#graph.model}` };
      metric.add(outputs[end.name], { shape: [count, ...extents], target, parties });
    }
  }

  /** By the labels of the metrics; `null` where nothing was counted. */
  values(): Readonly<Record<string, number | null>> {
    return Object.fromEntries(this.#measured.map(({ label, metric }) => [label, metric.value()]));
  }
}

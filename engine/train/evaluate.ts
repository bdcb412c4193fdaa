/** Scores of a network over a part of the data. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import type { EpochBatch } from '../data/batch-buffer.ts';
import type { Dataset, Part, Stretch } from '../data/dataset.ts';
import { Scoreboard } from '../metrics/index.ts';
import type { Evaluation, Network } from '../network/network.ts';
import type { Scores } from '../protocol/records.ts';
import { countRight } from './count-right.ts';
import { evaluateWindows } from './windows.ts';

export interface EvaluationOptions {
  readonly graph: Graph;
  readonly batch: number;
  readonly metrics: readonly Call[];
  /** Of the data, for messages. */
  readonly name: string;
  /** What is asked for after it. */
  readonly followedBy?: Stretch | null;
  /** `count`: samples of the batch. */
  onBatch(count: number): void;
}

export const evaluatePart = (
  network: Network,
  data: Dataset,
  part: Part,
  options: EvaluationOptions,
): Promise<Scores> => evaluateBatches((batch) => evaluateWindows(network, batch, options.batch), data, [part], options);

/** `evaluate` may be several networks together. */
export async function evaluateBatches(
  evaluate: (batch: EpochBatch) => Promise<Evaluation>,
  data: Dataset,
  parts: readonly Part[],
  { batch: size, metrics, graph, name, followedBy = null, onBatch }: EvaluationOptions,
): Promise<Scores> {
  const board = new Scoreboard(graph, metrics, name);
  let samples = 0;
  let loss = 0;
  let judged = 0;
  let correct = 0;
  for (const [i, part] of parts.entries()) {
    const next = i === parts.length - 1 ? followedBy : { part: parts[i + 1], epoch: null, size };
    for await (const batch of data.evaluationBatches(part, size, { followedBy: next })) {
      const { lossSum, outputs } = await evaluate(batch);
      board.add(outputs, batch);
      const right = countRight(outputs, batch);
      samples += batch.count;
      loss += lossSum;
      judged += right.judged;
      correct += right.correct;
      onBatch(batch.count);
    }
  }
  return {
    loss: loss / samples,
    ...(judged === 0 ? {} : { accuracy: correct / judged }),
    ...(metrics.length === 0 ? {} : { metrics: board.values() }),
  };
}

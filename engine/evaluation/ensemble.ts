/**
 * Several networks that judge together (CS231n notes, Neural Networks Part 3, "Model ensembles"): the mean of what they
 * say of a sample. Where softmax judges a head it is the mean of the probabilities, p = 1/M·Σₘ softmax(sₘ), and the
 * scores that stand for it are ln p, since softmax(ln p) = p; elsewhere it is the mean of the scores.
 */
import type { Graph } from '../../model/graph.ts';
import { headsOf } from '../../model/heads.ts';
import type { LossTerm } from '../../model/settings.ts';
import { referenceRuntime } from '../backends/reference/runtime.ts';
import type { Batch } from '../data/batch.ts';
import { endOf, endsOf } from '../network/heads.ts';
import { Judge } from '../network/judge.ts';
import type { Ends, Evaluation } from '../network/network.ts';

/** What is averaged of a head. */
export type Averaged = 'probabilities' | 'scores';

export interface EnsembleOptions {
  /** Of the first member; the others end in the same. */
  readonly graph: Graph;
  readonly loss: readonly LossTerm[];
  /** Of the data, for messages. */
  readonly name: string;
}

/** Of a head by its name. */
export const averagedOf = ({ graph, loss }: Pick<EnsembleOptions, 'graph' | 'loss'>, head: string): Averaged =>
  loss.some((term) => term.call.name === 'softmax' && endOf(graph, term.head).name === head)
    ? 'probabilities'
    : 'scores';

/** Smaller probabilities count as this one, whose logarithm is finite. */
const LEAST = 1e-30;

/** In place: each row of `classes` scores as its softmax. */
export function toProbabilities(scores: Float64Array, classes: number): Float64Array {
  for (let at = 0; at < scores.length; at += classes) {
    const row = scores.subarray(at, at + classes);
    const most = row.reduce((a, b) => Math.max(a, b));
    let sum = 0;
    for (let i = 0; i < classes; i++) {
      row[i] = Math.exp(row[i] - most);
      sum += row[i];
    }
    for (let i = 0; i < classes; i++) row[i] /= sum;
  }
  return scores;
}

/** The scores that stand for the mean of what the members say; one array of scores a member. */
export function meanScores(scores: readonly Float32Array[], averaged: Averaged, classes: number): Float32Array {
  const sum = new Float64Array(scores[0].length);
  for (const each of scores) {
    const values = averaged === 'scores' ? each : toProbabilities(Float64Array.from(each), classes);
    for (let i = 0; i < sum.length; i++) sum[i] += values[i] / scores.length;
  }
  return Float32Array.from(sum, (value) => (averaged === 'scores' ? value : Math.log(Math.max(value, LEAST))));
}

export class Ensemble {
  readonly #options: EnsembleOptions;
  readonly #judge: Judge<ReturnType<typeof referenceRuntime.create>>;

  constructor(options: EnsembleOptions) {
    this.#options = options;
    this.#judge = new Judge(referenceRuntime, options.graph, options.loss, options.name);
  }

  /** `outputs`: what each member gives for the batch, by the names of the first one's ends. */
  async evaluate(batch: Batch, outputs: readonly Ends[]): Promise<Evaluation> {
    const { graph } = this.#options;
    const extents = new Map(headsOf(graph).map(({ references, shape }) => [references[0], shape?.extents ?? []]));
    const means: Record<string, Float32Array> = {};
    const shapes = new Map<string, readonly number[]>();
    const references = new Map<string, string>();
    for (const { name, reference } of endsOf(graph)) {
      const shape = [batch.count, ...((extents.get(reference) ?? []) as readonly number[])];
      const averaged = averagedOf(this.#options, name);
      means[name] = meanScores(
        outputs.map((each) => each[name]),
        averaged,
        shape.at(-1) ?? 1,
      );
      shapes.set(reference, shape);
      references.set(reference, name);
    }
    const outputOf = (reference: string) => {
      const shape = shapes.get(reference) ?? [];
      return {
        value: { shape, data: Float64Array.from(means[references.get(reference) ?? '']) },
        shape,
        gradient: null,
      };
    };
    this.#judge.judge(outputOf, batch, 1);
    return { lossSum: await this.#judge.lossSum(), outputs: means };
  }
}

/** What the network of a run sees in an image: the classes it finds likeliest. */
import type { Call } from '../../model/catalog/arguments.ts';
import { endOf } from '../network/heads.ts';
import type { Network } from '../network/network.ts';
import { toProbabilities } from './ensemble.ts';
import type { Photo, PhotoReader } from './photos.ts';
import { asEvaluated, type Trained } from './trained.ts';

export interface Guess {
  /** From 0. */
  readonly class: number;
  readonly name: string;
  /** As the network gives it; of several windows the mean. */
  readonly score: number;
  /** Softmax of the scores, or σ of each, as the loss has it; `null`: with this loss scores are no logarithms. */
  readonly probability: number | null;
}

export interface HeadPrediction {
  readonly head: string;
  /** Likeliest first; `null` where the head tells no classes apart. */
  readonly guesses: readonly Guess[] | null;
  /** Of a head without classes: what it gives, and its extents. */
  readonly numbers: { readonly shape: readonly number[]; readonly values: readonly number[] } | null;
}

export interface PredictOptions {
  readonly classes: PhotoReader['classes'];
  /** So many of the likeliest classes. */
  readonly top: number;
}

/** Every head of the model. */
export async function predict(
  network: Network,
  trained: Trained,
  { inputs, windows }: Photo,
  { classes, top }: PredictOptions,
): Promise<readonly HeadPrediction[]> {
  const outputs = await asEvaluated(trained, network, () => network.predict(inputs, windows));
  return [...outputs].map(([head, { shape, data }]) => {
    const scores = meanOf(data, windows);
    const names = classes.get(head);
    if (names === undefined)
      return { head, guesses: null, numbers: { shape: shape.slice(1), values: Array.from(scores) } };
    const guesses = guessesOf(scores, names, lossOf(trained, head));
    return { head, guesses: guesses.slice(0, top), numbers: null };
  });
}

function meanOf(data: Float32Array, windows: number): Float64Array {
  const scores = new Float64Array(data.length / windows);
  for (let i = 0; i < data.length; i++) scores[i % scores.length] += data[i] / windows;
  return scores;
}

const lossOf = ({ job, stage }: Trained, head: string): Call | undefined =>
  stage.loss.find((term) => endOf(job.graph, term.head).name === head)?.call;

const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score));

function guessesOf(scores: Float64Array, names: readonly string[], loss: Call | undefined): readonly Guess[] {
  const of = (index: number, score: number, probability: number | null): Guess => ({
    class: index,
    name: names[index] ?? `${index}`,
    score,
    probability,
  });
  const likeliest = (guesses: readonly Guess[]) =>
    guesses.toSorted((a, b) => (b.probability ?? b.score) - (a.probability ?? a.score));
  // One score tells two classes apart: the second where it is above zero.
  if (scores.length === 1) {
    const [score] = scores;
    const apart = loss?.name === 'binary_cross_entropy' || loss?.name === 'focal';
    return likeliest([of(0, -score, apart ? sigmoid(-score) : null), of(1, score, apart ? sigmoid(score) : null)]);
  }
  const probabilities = probabilitiesOf(scores, loss);
  return likeliest(Array.from(scores, (score, i) => of(i, score, probabilities?.[i] ?? null)));
}

function probabilitiesOf(scores: Float64Array, loss: Call | undefined): Float64Array | null {
  if (loss?.name === 'softmax') return toProbabilities(scores.slice(), scores.length);
  return loss?.name === 'binary_cross_entropy' ? scores.map(sigmoid) : null;
}

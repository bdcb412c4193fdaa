/**
 * A training of kNN: it remembers the training samples and judges the others by them, for each fold of a
 * cross-validation (CS231n, lecture 2). Training samples come block by block and are not held, so memory is bounded;
 * they come again for every `held` samples that are judged.
 */
import type { layers } from '../../model/layers/index.ts';
import type { ArgsOf } from '../../model/layers/spec.ts';
import { DataError } from '../data/samples.ts';
import { type OverFolds, overFolds } from '../search/over-folds.ts';
import { type Block, featuresOf } from './block.ts';
import { Nearest } from './nearest.ts';
import type { Product } from './product.ts';
import { type Votes, vote } from './vote.ts';

/** What is remembered and what is judged; both can be walked over again. */
export interface Fold {
  readonly train: () => AsyncIterable<Block> | Iterable<Block>;
  readonly val: () => AsyncIterable<Block> | Iterable<Block>;
}

export interface FoldResult {
  readonly count: number;
  readonly correct: number;
  readonly accuracy: number;
}

export interface NeighborsResult extends OverFolds {
  readonly folds: readonly FoldResult[];
}

export interface NeighborsRequest {
  readonly settings: ArgsOf<typeof layers.knn>;
  /** How many classes there are, where the settings leave it to the data (`classes=0`). */
  readonly classes: number;
  /** One for a hold-out, as many as `kfold` says otherwise, in order. */
  readonly folds: readonly Fold[];
  readonly product: Product;
  /** Bytes of samples to be judged that are held at a time. */
  readonly held?: number;
  /** Called with every group of samples that has been judged. */
  readonly judged?: (fold: number, votes: Votes, labels: Int32Array) => void;
  readonly signal?: AbortSignal;
}

const HELD = 64 * 2 ** 20;
const FLOAT = 4;

/** @throws DataError where there are fewer samples than neighbors are asked for, or a class is out of range. */
export async function evaluateNeighbors(request: NeighborsRequest): Promise<NeighborsResult> {
  const folds: FoldResult[] = [];
  for (const [number, fold] of request.folds.entries()) folds.push(await evaluateFold(request, number, fold));
  return { folds, ...overFolds(folds.map(({ accuracy }) => accuracy)) };
}

async function evaluateFold(request: NeighborsRequest, number: number, { train, val }: Fold): Promise<FoldResult> {
  const { settings, product, judged, signal, held = HELD } = request;
  const { k, metric } = settings;
  const classes = settings.classes === 0 ? request.classes : settings.classes;
  let [count, correct] = [0, 0];
  for await (const group of grouped(val(), held)) {
    const nearest = new Nearest(group.samples, featuresOf(group), { k, metric, product });
    let remembered = 0;
    for await (const block of train()) {
      signal?.throwIfAborted();
      if (block.labels.length === 0) continue;
      checkClasses(block.labels, classes);
      await nearest.meet(block);
      remembered += block.labels.length;
    }
    if (remembered < k)
      throw new DataError(
        `knn(k=${k}) asks ${k} neighbors; there are ${remembered} training samples. Use a smaller k.`,
      );
    const votes = vote(nearest, classes);
    judged?.(number, votes, group.labels);
    count += group.labels.length;
    correct += group.labels.reduce((sum, label, n) => sum + (votes.predicted[n] === label ? 1 : 0), 0);
  }
  if (count === 0) throw new DataError('There are no samples to judge. Leave some for validation.');
  return { count, correct, accuracy: correct / count };
}

function checkClasses(labels: Int32Array, classes: number): void {
  const wrong = labels.find((label) => label < 0 || label >= classes);
  if (wrong === undefined) return;
  throw new DataError(
    `A training sample has the class ${wrong}; knn has ${classes}, from 0 to ${classes - 1}. Set classes=${wrong + 1} or more.`,
  );
}

/** Blocks put together until they hold about `bytes`; there is at least one block in each group. */
async function* grouped(blocks: AsyncIterable<Block> | Iterable<Block>, bytes: number): AsyncGenerator<Block> {
  let waiting: Block[] = [];
  let size = 0;
  for await (const block of blocks) {
    if (block.labels.length === 0) continue;
    const more = block.samples.length * FLOAT;
    if (waiting.length > 0 && size + more > bytes) {
      yield joined(waiting);
      waiting = [];
      size = 0;
    }
    waiting.push(block);
    size += more;
  }
  if (waiting.length > 0) yield joined(waiting);
}

function joined(blocks: readonly Block[]): Block {
  if (blocks.length === 1) return blocks[0];
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.samples.length, 0));
  const labels = new Int32Array(blocks.reduce((sum, block) => sum + block.labels.length, 0));
  let [sampleAt, labelAt] = [0, 0];
  for (const block of blocks) {
    samples.set(block.samples, sampleAt);
    labels.set(block.labels, labelAt);
    sampleAt += block.samples.length;
    labelAt += block.labels.length;
  }
  return { samples, labels };
}

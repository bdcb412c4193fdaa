/** kNN against its definition, and cross-validation over folds. */
import assert from 'node:assert/strict';
import { type CpuBackend, openCpu } from '../backends/cpu/backend.ts';
import { referenceRuntime } from '../backends/reference/runtime.ts';
import { splitOf } from '../data/split.ts';
import { fillNormal } from '../random/philox.ts';
import type { Block } from './block.ts';
import { evaluateNeighbors, type Fold, type NeighborsRequest } from './evaluate.ts';
import { type Product, productOn } from './product.ts';
import type { Votes } from './vote.ts';

const FEATURES = 7;
const CLASSES = 3;

/** Clouds around three centers, wide enough to overlap. */
function cloud(count: number, index: number): Block {
  const samples = fillNormal(new Float32Array(count * FEATURES), { seed: 2, purpose: 'data', index });
  const labels = Int32Array.from({ length: count }, (_, n) => (n * 7) % CLASSES);
  labels.forEach((label, n) => {
    samples[n * FEATURES + label] += 1.5;
  });
  return { samples, labels };
}

const part = ({ samples, labels }: Block, indices: Uint32Array): Block => ({
  samples: Float32Array.from({ length: indices.length * FEATURES }, (_, i) => {
    return samples[indices[Math.floor(i / FEATURES)] * FEATURES + (i % FEATURES)];
  }),
  labels: Int32Array.from(indices, (index) => labels[index]),
});

function* blocks({ samples, labels }: Block, size: number): Generator<Block> {
  for (let n = 0; n < labels.length; n += size)
    yield {
      samples: samples.subarray(n * FEATURES, (n + size) * FEATURES),
      labels: labels.subarray(n, n + size),
    };
}

const foldOf = (train: Block, val: Block, size: number): Fold => ({
  train: () => blocks(train, size),
  val: () => blocks(val, size),
});

const metrics = {
  l1: (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0),
  l2: (a: number[], b: number[]) => Math.hypot(...a.map((value, i) => value - b[i])),
  cosine: (a: number[], b: number[]) =>
    1 - a.reduce((sum, value, i) => sum + value * b[i], 0) / (Math.hypot(...a) * Math.hypot(...b)),
};

/** All distances sorted, k of them counted: the definition. */
function byDefinition(train: Block, val: Block, k: number, metric: keyof typeof metrics): number[] {
  const row = ({ samples }: Block, n: number) => [...samples.subarray(n * FEATURES, (n + 1) * FEATURES)];
  return [...val.labels].map((_, n) => {
    const near = [...train.labels]
      .map((label, m) => ({ label, far: metrics[metric](row(val, n), row(train, m)) }))
      .toSorted((a, b) => a.far - b.far)
      .slice(0, k);
    const votes = (label: number) => near.filter((other) => other.label === label).length;
    const most = Math.max(...near.map(({ label }) => votes(label)));
    return near.find(({ label }) => votes(label) === most)?.label ?? -1;
  });
}

async function predict(request: Omit<NeighborsRequest, 'classes' | 'judged'>) {
  const predicted: number[] = [];
  const scores: number[] = [];
  const judged = (_: number, votes: Votes) => {
    predicted.push(...votes.predicted);
    scores.push(...votes.scores);
  };
  const result = await evaluateNeighbors({ ...request, classes: CLASSES, judged });
  return { predicted, scores, result };
}

describe('kNN', () => {
  const train = cloud(60, 1);
  const val = cloud(41, 2);
  let products: Readonly<Record<string, Product>>;

  let cpu: CpuBackend;

  before(async () => {
    cpu = await openCpu();
    products = { reference: productOn(referenceRuntime), cpu: cpu.product };
  });

  for (const metric of ['l1', 'l2', 'cosine'] as const) {
    it(`finds by ${metric} what sorting all distances finds, in blocks of any size`, async () => {
      for (const k of [1, 2, 5, 60]) {
        const expected = byDefinition(train, val, k, metric);
        const correct = expected.filter((label, n) => label === val.labels[n]).length;
        for (const product of Object.values(products)) {
          for (const [size, held] of [
            [100, 1e9],
            [9, 500],
          ]) {
            const settings = { k, metric, classes: 0 };
            const { predicted, scores, result } = await predict({
              settings,
              folds: [foldOf(train, val, size)],
              product,
              held,
            });
            assert.deepEqual(predicted, expected);
            assert.deepEqual(result, {
              folds: [{ count: 41, correct, accuracy: correct / 41 }],
              mean: correct / 41,
              deviation: 0,
            });
            for (let n = 0; n < 41; n++) assert.equal(scores[n * 3] + scores[n * 3 + 1] + scores[n * 3 + 2], k);
          }
        }
      }
    });
  }

  it('tells samples apart that products in float32 cannot', async () => {
    const far = 4096;
    const samples = (...offsets: number[]) =>
      Float32Array.from(offsets.flatMap((offset) => [far + offset, far, far, far, far, far, far]));
    const near = { samples: samples(0.015625, 0.0078125), labels: Int32Array.of(0, 1) };
    const asked = { samples: samples(0), labels: Int32Array.of(1) };
    const settings = { k: 1, metric: 'l2', classes: 2 } as const;
    const { predicted } = await predict({ settings, folds: [foldOf(near, asked, 10)], product: products.cpu });
    assert.deepEqual(predicted, [1]);
  });

  it('gives equal votes to the class of the nearest, and equal distances to the sample that came first', async () => {
    const line = (...at: number[]) => Float32Array.from(at.flatMap((x) => [x, 0, 0, 0, 0, 0, 0]));
    const known = { samples: line(4, 3, -3, 2, -1), labels: Int32Array.of(0, 0, 2, 1, 1) };
    const asked = { samples: line(3.2, 0), labels: Int32Array.of(0, 1) };
    const at = async (k: number) =>
      (
        await predict({
          settings: { k, metric: 'l2', classes: 3 },
          folds: [foldOf(known, asked, 2)],
          product: products.reference,
        })
      ).predicted;
    assert.deepEqual(await at(1), [0, 1]);
    // 3.2 has 3, 4, 2 and −1 around it, two of each class, and 3 is the nearest.
    assert.deepEqual(await at(4), [0, 1]);
    const tied = { samples: line(1, -1), labels: Int32Array.of(2, 0) };
    const { predicted } = await predict({
      settings: { k: 1, metric: 'l1', classes: 3 },
      folds: [foldOf(tied, { samples: line(0), labels: Int32Array.of(0) }, 5)],
      product: products.reference,
    });
    assert.deepEqual(predicted, [2]);
  });

  it('judges every sample once over the folds, with mean and deviation', async () => {
    const all = cloud(50, 3);
    const call = { name: 'kfold', args: { folds: 5 } };
    const folds = Array.from({ length: 5 }, (_, fold) => {
      const split = splitOf(call, { count: 50, seed: 4, fold, ordered: false });
      return foldOf(part(all, split.train), part(all, split.val), 16);
    });
    const { predicted, result } = await predict({
      settings: { k: 3, metric: 'l2', classes: 0 },
      folds,
      product: products.cpu,
    });
    assert.equal(predicted.length, 50);
    assert.deepEqual(
      result.folds.map(({ count }) => count),
      [10, 10, 10, 10, 10],
    );
    const accuracies = result.folds.map(({ accuracy }) => accuracy);
    const mean = accuracies.reduce((a, b) => a + b, 0) / 5;
    assert.ok(mean > 0.5 && mean < 1);
    assert.equal(result.mean, mean);
    assert.ok(Math.abs(result.deviation ** 2 - accuracies.reduce((a, b) => a + (b - mean) ** 2, 0) / 5) < 1e-12);
  });

  it('leaves nothing on the backend', async () => {
    const before = cpu.machine.places;
    await predict({
      settings: { k: 2, metric: 'cosine', classes: 0 },
      folds: [foldOf(train, val, 9)],
      product: products.cpu,
    });
    assert.equal(cpu.machine.places, before);
  });

  it('says what it cannot do', async () => {
    const ask = (k: number, classes: number, known: Block) =>
      predict({ settings: { k, metric: 'l2', classes }, folds: [foldOf(known, val, 9)], product: products.reference });
    await assert.rejects(ask(5, 3, cloud(4, 1)), {
      message: 'knn(k=5) asks 5 neighbors; there are 4 training samples. Use a smaller k.',
    });
    await assert.rejects(ask(1, 2, train), {
      message: 'A training sample has the class 2; knn has 2, from 0 to 1. Set classes=3 or more.',
    });
    await assert.rejects(
      predict({
        settings: { k: 1, metric: 'l2', classes: 3 },
        folds: [{ train: () => [train], val: () => [] }],
        product: products.reference,
      }),
      /no samples to judge/,
    );
  });

  it('stops when it is told to', async () => {
    const stopped = predict({
      settings: { k: 1, metric: 'l1', classes: 3 },
      folds: [foldOf(train, val, 9)],
      product: products.reference,
      signal: AbortSignal.abort(),
    });
    await assert.rejects(stopped, { name: 'AbortError' });
  });
});

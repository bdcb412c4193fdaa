import assert from 'node:assert/strict';
import type { StageSettings, TrainSettings } from '../../model/settings.ts';
import { trainDefaults } from '../../model/settings.ts';
import { chain, type Line } from '../../model/zoo.fixture.ts';
import { referenceBackend } from '../backends/reference/backend.ts';
import { openDataset } from '../data/dataset.ts';
import { call } from '../data/memory.fixture.ts';
import { memorySource } from '../data/memory-source.ts';
import type { Job } from '../protocol/job.ts';
import { fillNormal } from '../random/philox.ts';
import { activationStatistics } from './activations.ts';
import { expectedLoss } from './expected-loss.ts';
import type { CheckContext } from './finding.ts';
import { initialLoss } from './initial-loss.ts';
import { judge, learningRateRange } from './learning-rate.ts';
import { overfitsFew, withoutNoise } from './overfit.ts';
import { regularizationRaises } from './regularization.ts';
import { shuffledLabels } from './shuffled-labels.ts';

const COUNT = 240;
const CLASSES = 4;

/** Points around one centre for each class. `scale` is the size of the numbers. */
function points(scale = 1) {
  const x = fillNormal(new Float32Array(6 * COUNT), { seed: 3, purpose: 'data' });
  for (let n = 0; n < COUNT; n++) x[6 * n + (n % CLASSES)]! += 4;
  return memorySource(
    [
      { name: 'x', kind: 'features', role: 'sample', shape: [6] },
      { name: 'class', kind: 'class', role: 'target', shape: [], classes: ['a', 'b', 'c', 'd'] },
    ],
    { x: x.map((value) => scale * value), class: Int32Array.from({ length: COUNT }, (_, n) => n % CLASSES) },
  );
}

const layers: readonly Line[] = [
  ['dense', { units: 16 }],
  ['relu'],
  ['dropout', { p: 0.3 }],
  ['dense', { units: CLASSES }],
];

interface Change {
  readonly lines?: readonly Line[];
  readonly scale?: number;
  readonly settings?: Partial<TrainSettings>;
}

async function withContext<R>(
  { lines = layers, scale, settings = {} }: Change,
  work: (context: CheckContext) => Promise<R>,
): Promise<R> {
  const graph = chain([6], lines);
  const data = { name: 'points', source: call('csv'), split: call('holdout', { val: 80 }), normalize: null };
  const stage: StageSettings = {
    name: 'Chain',
    loss: [{ call: call('softmax'), weight: 1 }],
    regularizers: [],
    optimizer: trainDefaults.optimizer,
    batch: 16,
    epochs: 1,
  };
  const job: Job = {
    version: 1,
    graph,
    settings: { ...stage, data, init: call('gaussian', { std: 0.05 }), seed: 1, ...settings },
    file: '/x.nn',
    root: '/',
  };
  const open = () => Promise.resolve(points(scale));
  const opened = await openDataset({ data, graph, seed: 1, file: '/x.nn', workers: 0, open });
  try {
    return await work({ job, backend: referenceBackend, data: opened, budget: 30_000 });
  } finally {
    await opened.close();
  }
}

describe('the check of', () => {
  it('the initial loss holds it against ln C, and finds scores that are spread', async () => {
    const good = await withContext({}, initialLoss);
    assert.equal(good.verdict, 'right');
    assert.ok(Math.abs((good.values.expected ?? 0) - Math.log(CLASSES)) < 1e-12);
    const bad = await withContext({ scale: 255 }, initialLoss);
    assert.equal(bad.verdict, 'wrong');
    assert.match(bad.message, /normalize the input/);
  });

  it('the initial loss knows what to expect of each loss', () => {
    const graph = chain([6], layers);
    const of = (name: string, args = {}) => expectedLoss(graph, [{ call: call(name, args), weight: 2 }]);
    assert.deepEqual(of('hinge', { margin: 1.5 }), { value: 9, formula: '2 · 3 · 1.5' });
    assert.deepEqual(of('squared_hinge', { margin: 2 }), { value: 24, formula: '2 · 3 · 2²' });
    assert.equal(of('binary_cross_entropy')?.value, 2 * Math.LN2);
    assert.equal(of('l2_distance'), null);
  });

  it('regularization sees the loss rise, with what the training has or with some', async () => {
    const own = { regularizers: [call('l1', { weight: 0.01 })] };
    const found = await withContext({ settings: own }, regularizationRaises);
    assert.equal(found.verdict, 'right');
    assert.match(found.message, /l1\(0\.01\)/);
    const { without, with: some, stronger } = found.values as Record<string, number>;
    assert.ok(Math.abs((stronger! - without!) / (some! - without!) - 10) < 1e-3);
    assert.match((await withContext({}, regularizationRaises)).message, /l2\(0\.001\) \(the training has none\)/);
  });

  it('overfitting passes what learns by heart, noise or not, and fails what cannot', async () => {
    const wide: readonly Line[] = [
      ['dense', { units: 64 }],
      ['relu'],
      ['dropout', { p: 0.5 }],
      ['dense', { units: CLASSES }],
    ];
    const settings = { init: call('he') };
    assert.equal((await withContext({ lines: wide, settings }, overfitsFew)).verdict, 'right');
    // Four classes told apart by a single number between 0 and 1.
    const narrow: readonly Line[] = [['dense', { units: 1 }], ['sigmoid'], ['dense', { units: CLASSES }]];
    const found = await withContext({ lines: narrow, settings }, overfitsFew);
    assert.equal(found.verdict, 'wrong');
    assert.match(found.message, /cannot learn even these/);
  });

  it('overfitting drops nothing', () => {
    const { layers: quiet } = withoutNoise(chain([6], layers));
    assert.deepEqual(
      quiet.filter(({ layer }) => layer === 'dropout').map(({ args }) => args.p),
      [0],
    );
  });

  it('shuffled labels finds chance, and more than chance where they are not shuffled', async () => {
    const settings = { optimizer: call('adam', { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 }) };
    const found = await withContext({ settings }, shuffledLabels);
    assert.equal(found.verdict, 'right');
    const order = (count: number) => Int32Array.from({ length: count }, (_, i) => i);
    const leaked = await withContext({ settings }, (context) => shuffledLabels(context, { order }));
    assert.equal(leaked.verdict, 'wrong');
    assert.ok((leaked.values.accuracy ?? 0) > 0.9);
  });

  it('learning rates finds where the loss falls and where it explodes', async () => {
    const settings = { optimizer: call('sgd', { lr: 0.1 }) };
    const { verdict, values, points: curve } = await withContext({ settings, scale: 3 }, learningRateRange);
    const { from, to, suggestion, exploded } = values;
    assert.equal(verdict, 'right');
    assert.ok(from! < suggestion! && suggestion! < to! && to! <= (exploded ?? 10));
    assert.ok(curve.every(({ lr }, i) => i === 0 || lr > curve[i - 1].lr));
  });

  it('learning rates judges a curve by where it falls', () => {
    const curve = [5, 5, 4, 2, 1, 1.5].map((loss, i) => ({ lr: 10 ** (i - 6), loss }));
    const found = judge(curve, 10, 1e-3);
    assert.deepEqual(
      [found.verdict, found.values.from, found.values.to, found.values.exploded],
      ['right', 1e-4, 1e-2, 10],
    );
    assert.match(judge(curve, 10, 20).message, /too high/);
    assert.match(judge(curve, 10, 1e-7).message, /is low/);
    assert.equal(
      judge(
        curve.map(({ lr }) => ({ lr, loss: 5 })),
        null,
        1e-3,
      ).verdict,
      'wrong',
    );
  });

  it('activations finds dead ReLUs, saturation and signals that vanish', async () => {
    const good = await withContext({ settings: { init: call('he') } }, activationStatistics);
    assert.equal(good.verdict, 'right');
    assert.deepEqual(
      good.layers.map(({ layer, kind }) => [layer, kind]),
      [
        ['dense1', 'dense'],
        ['relu1', 'relu'],
        ['dropout1', 'dropout'],
        ['dense2', 'dense'],
      ],
    );
    const tanh: readonly Line[] = [['dense', { units: 8 }], ['tanh'], ['dense', { units: CLASSES }]];
    const saturated = await withContext({ lines: tanh, scale: 1000 }, activationStatistics);
    assert.equal(saturated.verdict, 'wrong');
    assert.match(saturated.message, /tanh1: \d+% saturated/);
    const faint = await withContext({ settings: { init: call('gaussian', { std: 1e-5 }) } }, activationStatistics);
    assert.deepEqual([faint.verdict, /dense1: vanishes/.test(faint.message)], ['doubtful', true]);
    const negative: readonly Line[] = [
      ['dense', { units: 8 }],
      ['sigmoid'],
      ['dense', { units: 8 }],
      ['relu'],
      ['dense', { units: CLASSES }],
    ];
    const dead = await withContext(
      { lines: negative, settings: { init: call('constant', { value: -1 }) } },
      activationStatistics,
    );
    assert.equal(dead.layers.find(({ layer }) => layer === 'relu1')?.dead, 1);
    assert.equal(dead.verdict, 'wrong');
  });
});

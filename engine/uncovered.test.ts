import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrainSettings } from '../model/settings.ts';
import { chain, type Line } from '../model/zoo.fixture.ts';
import { startRun } from './train/start.ts';
import { uncovered } from './uncovered.ts';

const call = (name: string, args = {}) => ({ name, args });

const settings: TrainSettings = {
  name: 'Small',
  data: { name: 'digits', source: call('mnist', { folder: 'd' }), split: call('holdout', { val: 1 }), normalize: null },
  loss: [{ call: call('softmax'), weight: 1 }],
  regularizers: [call('l2', { weight: 1e-4 })],
  optimizer: call('adam', { lr: 1e-3 }),
  init: call('he'),
  batch: 8,
  epochs: 1,
  seed: 1,
};

const graphOf = (...lines: readonly Line[]) => chain([8, 8, 1], lines);
const graph = graphOf(['conv', { filters: 2, kernel: [3, 3] }], ['relu'], ['flatten'], ['dense', { units: 10 }]);

const without = (change: Partial<TrainSettings>) => uncovered({ graph, settings: { ...settings, ...change } });

describe('what a job asks for and the engine does not run', () => {
  it('is nothing where it runs all of it', () => {
    assert.deepEqual(without({}), []);
    assert.deepEqual(without({ clip: call('norm', { max: 5 }), trainOnly: ['dense1.*'], lrScale: { '*': 0.1 } }), []);
    assert.deepEqual(without({ metrics: [call('accuracy', { top: 5 })], schedule: call('step', { every: 10 }) }), []);
  });

  it('is each setting that it would ignore', () => {
    const stage = { ...settings, name: 'head', trainOnly: ['fc'], epochs: 2 };
    for (const [change, words] of [
      [{ metrics: [call('mean_average_precision')] }, 'the metric mean_average_precision'],
      [{ bptt: 4 }, 'bptt'],
      [{ loss: [] }, 'a training without a loss'],
      [{ optimizer: call('lbfgs'), schedule: call('cosine') }, 'schedule with lbfgs'],
      [{ data: { ...settings.data, source: call('coco') } }, 'the source coco'],
    ] as const)
      assert.deepEqual(without(change), [words]);
    assert.deepEqual(without({ stages: [stage, stage] }), []);
    const losses = [
      { call: call('softmax'), weight: 1 },
      { call: call('perceptual'), weight: 0.1 },
    ];
    assert.deepEqual(without({ loss: losses }), ['the loss perceptual']);
  });

  it('is each layer that it does not have, with where it stands', () => {
    const yolo = graphOf(['conv', { filters: 4, kernel: [3, 3], groups: 1 }], ['flatten'], ['yolo', { grid: 2 }]);
    assert.deepEqual(uncovered({ graph: yolo, settings }), ['the layer yolo (yolo1)']);
    const convs = Array.from({ length: 5 }, (): Line => ['knn', { classes: 3 }]);
    assert.deepEqual(uncovered({ graph: graphOf(...convs), settings }), [
      'the layer knn (knn1, knn2, knn3 and 2 more)',
    ]);
  });

  it('is said, all of it, before anything starts', async () => {
    const root = mkdtempSync(join(tmpdir(), 'netwright-uncovered-'));
    try {
      const change = {
        bptt: 4,
        data: { ...settings.data, source: call('coco') },
      };
      const job = { version: 1, graph, settings: { ...settings, ...change }, file: join(root, 'x.nn'), root } as const;
      await assert.rejects(startRun(job, '0'), {
        name: 'UncoveredError',
        message: 'The engine does not run yet: bptt; the source coco. Nothing was started.',
      });
      assert.equal(existsSync(join(root, '.netwright')), false);
      assert.deepEqual(readdirSync(root), []);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

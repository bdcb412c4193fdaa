import assert from 'node:assert/strict';
import { chain } from '../../model/zoo.fixture.ts';
import { completeCall } from '../complete-call.ts';
import type { Target } from '../data/batch.ts';
import { Confusion } from './confusion.ts';
import { labelOf, metricRun, Scoreboard } from './index.ts';

const parties = { data: 'The data', model: 'fc of Net' };
const classes = (...values: number[]): Target => ({ kind: 'classes', values: Int32Array.from(values) });
const numbers = (...values: number[]): Target => ({ kind: 'numbers', values: Float32Array.from(values) });

type Given = readonly [outputs: readonly number[], shape: readonly number[], target: Target];

function measure(name: string, args: Record<string, number | string>, ...batches: readonly Given[]): number | null {
  const metric = metricRun(name).start(completeCall('metric', { name, args }).args);
  for (const [outputs, shape, target] of batches) metric.add(Float32Array.from(outputs), { shape, target, parties });
  return metric.value();
}

const rows: Given = [[3, 2, 1, 0, 0, 5, 1, 9, 9], [3, 3], classes(1, 2, 2)];

describe('metrics', () => {
  it('count the samples whose true class has the highest score, the first of equal ones', () => {
    assert.equal(measure('accuracy', {}, rows), 1 / 3);
    assert.equal(measure('accuracy', {}, rows, [[7, 1, 1], [1, 3], classes(0)]), 2 / 4);
    assert.equal(measure('accuracy', {}, [[Number.NaN, Number.NaN], [1, 2], classes(0)]), 0);
  });

  it('count it among so many', () => {
    assert.equal(measure('accuracy', { top: 2 }, rows), 1);
    assert.equal(measure('top_k', { k: 1 }, rows), 1 / 3);
    assert.equal(measure('top_k', { k: 3 }, rows), 1);
  });

  it('count steps and pixels one by one, and take the largest share of a mixed sample', () => {
    assert.equal(measure('accuracy', {}, [[1, 0, 0, 1, 1, 0, 0, 1], [2, 2, 2], classes(0, 1, 1, 1)]), 3 / 4);
    const mixed: Target = { kind: 'shares', values: Float32Array.of(0.25, 0.75) };
    assert.equal(measure('accuracy', {}, [[0, 1], [1, 2], mixed]), 1);
  });

  it('leave out places with a label that is not counted, and name the way where there is one', () => {
    const scores = [1, 0, 0, 1, 1, 0, 0, 1];
    const border: Given = [scores, [1, 2, 2, 2], classes(0, 255, 1, 1)];
    assert.equal(measure('accuracy', { ignore: 255 }, border), 2 / 3);
    assert.equal(measure('top_k', { k: 1, ignore: 255 }, border), 2 / 3);
    assert.equal(measure('accuracy', { ignore: 0 }, [scores, [4, 2], classes(0, 0, 1, 1)]), 1 / 2);
    assert.equal(measure('accuracy', { ignore: 255 }, [[1, 0], [1, 2], classes(255)]), null);
    assert.throws(() => measure('accuracy', {}, border), /label 255.* If it is not to be counted write ignore=255\./);
  });

  it('take one output alone for yes above 0', () => {
    const four: Given = [[2, -1, -3, 0.5], [4, 1], classes(1, 0, 1, 0)];
    assert.equal(measure('accuracy', {}, four), 0.5);
  });

  it('measure boxes by intersection over union', () => {
    // 2×2 boxes that share a corner of 1×1: 1/7; the same box; none in common; drawn from the other corner.
    const outputs = [0, 0, 2, 2, 1, 1, 3, 3, 0, 0, 1, 1, 2, 2, -2, -2];
    const truth = numbers(1, 1, 2, 2, 1, 1, 3, 3, 5, 5, 1, 1, 0, 0, 2, 2);
    assert.equal(measure('iou', {}, [outputs, [4, 4], truth]), (1 / 7 + 1 + 0 + 1) / 4);
  });

  it('measure regions by class over all images', () => {
    const scores = (...found: number[]) => found.flatMap((c) => [0, 1, 2].map((i) => (i === c ? 1 : 0)));
    // Class 0: 2 of 3; class 1: 1 of 2; class 2 is not there.
    const first: Given = [scores(0, 0), [1, 1, 2, 3], classes(0, 1)];
    const second: Given = [scores(0, 1, 2), [1, 1, 3, 3], classes(0, 1, 255)];
    assert.equal(measure('mean_iou', {}, first, second), (2 / 3 + 1 / 2) / 2);
    assert.throws(() => measure('mean_iou', { ignore: -1 }, second), /a label 255, but the model has 3 outputs/);
  });

  it('measure how far a regression is off', () => {
    const two: Given = [[1, 2, 3, 4], [2, 2], numbers(1, 1, 1, 1)];
    assert.equal(measure('mean_error', {}, two), 6 / 4);
    assert.equal(measure('mean_error', { norm: 'l2' }, two), 14 / 4);
  });

  it('measure perplexity: of equal scores as many as there are', () => {
    const even: Given = [[100, 100, 100, 100, 5, 5, 5, 5], [1, 2, 4], classes(0, 3)];
    assert.ok(Math.abs((measure('perplexity', {}, even) ?? 0) - 4) < 1e-12);
    const sure: Given = [[1000, 0], [1, 2], classes(0)];
    assert.equal(measure('perplexity', {}, sure), 1);
  });

  it('have no value where nothing was counted', () => {
    for (const name of ['accuracy', 'top_k', 'iou', 'mean_iou', 'perplexity', 'mean_error'])
      assert.equal(measure(name, {}), null, name);
  });

  it('count what was taken for what', () => {
    const confusion = new Confusion();
    confusion.add(Float32Array.from(rows[0]), { shape: rows[1], target: rows[2], parties });
    assert.deepEqual(confusion.rows(), [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 1],
    ]);
  });
});

describe('a scoreboard', () => {
  const graph = chain([4], [['dense', { units: 3 }]]);
  const call = (name: string, args = {}) => ({ name, args });

  it('measures every head it is asked for, under the words of the file', () => {
    const board = new Scoreboard(graph, [call('accuracy'), call('top_k', { k: 2 })]);
    const batch = { count: 3, inputs: {}, targets: { dense1: rows[2] } };
    board.add({ dense1: Float32Array.from(rows[0]) }, batch);
    assert.deepEqual(board.values(), { accuracy: 1 / 3, 'top_k(k=2)': 1 });
    assert.equal(labelOf(call('iou', { head: 'box' })), 'iou(box)');
    assert.equal(labelOf(call('accuracy', { head: '', top: 1 })), 'accuracy');
  });

  it('names the data that has nothing to compare with', () => {
    const board = new Scoreboard(graph, [call('accuracy')], 'pets');
    assert.throws(() => board.add({}, { count: 1, inputs: {}, targets: {} }), {
      name: 'TargetError',
      message: 'The data pets has nothing to compare dense1 with.',
    });
  });
});

import assert from 'node:assert/strict';
import { chain } from '../../model/zoo.fixture.ts';
import { classBatch } from '../data/class-batch.ts';
import { Ensemble, meanScores, toProbabilities } from './ensemble.ts';

const graph = chain([2], [['dense', { units: 3 }]]);
const [end] = graph.outputs;
const batch = (labels: readonly number[]) =>
  classBatch(graph, new Float32Array(2 * labels.length), Int32Array.from(labels));
const term = (name: string, args = {}) => [{ call: { name, args }, weight: 1 }];

describe('an ensemble', () => {
  it('gives scores whose softmax is the mean of the probabilities', () => {
    const members = [Float32Array.of(2, 0, 0, 1, 5, 0), Float32Array.of(0, 3, 0, 100, 0, -100)];
    const mean = toProbabilities(Float64Array.from(meanScores(members, 'probabilities', 3)), 3);
    const each = members.map((scores) => toProbabilities(Float64Array.from(scores), 3));
    for (const [i, p] of mean.entries()) assert.ok(Math.abs(p - (each[0][i] + each[1][i]) / 2) < 1e-6, `${i}: ${p}`);
  });

  it('is judged by −ln of the mean probability where softmax is the loss', async () => {
    const ensemble = new Ensemble({ graph, loss: term('softmax'), name: 'toys' });
    const outputs = [{ [end]: Float32Array.of(Math.log(0.6), Math.log(0.3), Math.log(0.1)) }];
    outputs.push({ [end]: Float32Array.of(Math.log(0.2), Math.log(0.3), Math.log(0.5)) });
    const { lossSum } = await ensemble.evaluate(batch([0]), outputs);
    assert.ok(Math.abs(lossSum + Math.log(0.4)) < 1e-6);
  });

  it('is judged by the mean of the scores where another loss is', async () => {
    const ensemble = new Ensemble({ graph, loss: term('hinge', { margin: 1 }), name: 'toys' });
    const outputs = [{ [end]: Float32Array.of(4, 0, 0) }, { [end]: Float32Array.of(-2, 2, 0) }];
    // The mean is 1, 1, 0: 1 − 1 + 1 and 0 − 1 + 1 for the wrong classes.
    const { lossSum, outputs: mean } = await ensemble.evaluate(batch([0]), outputs);
    assert.deepEqual([...mean[end]], [1, 1, 0]);
    assert.ok(Math.abs(lossSum - 1) < 1e-6);
  });
});

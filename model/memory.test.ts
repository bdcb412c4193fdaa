import assert from 'node:assert/strict';
import { embeddedDeviceBytes, fits, trainingMemory } from './memory.ts';
import { optimizerCopies } from './optimizers/copies.ts';
import { planTraining } from './plan.ts';
import { chain, type Line, lenet } from './zoo.fixture.ts';

const total = (graph: Parameters<typeof planTraining>[0], batch: number) => planTraining(graph, batch)!.bytes.total;

/** Convolutions of growing and shrinking width, with what backward keeps. */
const deep = chain(
  [32, 32, 3],
  Array.from({ length: 12 }, (_, i): readonly Line[] => [
    ['conv', { filters: 8 + 8 * (i % 5), kernel: [3, 3], pad: [1, 1, 1, 1] }],
    ['batchnorm'],
    ['relu'],
    ...(i % 4 === 3 ? [['maxpool', { window: [2, 2] }] as Line] : []),
  ]).flat(),
);

describe('memory of training', () => {
  it('of the largest batch fits, and of one sample more does not', () => {
    for (const graph of [lenet(), deep]) {
      for (const budget of [total(graph, 1), total(graph, 7) + 1000, 50 << 20, 200 << 20]) {
        const { largest } = trainingMemory(graph, 8, budget)!;
        assert.ok(total(graph, largest) <= budget, `${largest} of ${budget}`);
        assert.ok(total(graph, largest + 1) > budget, `${largest} of ${budget}`);
      }
    }
  });

  it('is that of the plan at the batch', () => {
    const memory = trainingMemory(deep, 16, embeddedDeviceBytes)!;
    assert.equal(memory.bytes.total, total(deep, 16));
    assert.equal(memory.batch, 16);
  });

  it('may be too little for one sample', () => {
    assert.equal(trainingMemory(deep, 8, total(deep, 1) - 1)?.largest, 0);
  });

  it('is told from the sum of all tensors where that fits, and by the plan where it does not', () => {
    const apart = planTraining(deep, 8, { sideBySide: true })!.bytes.total;
    assert.ok(apart > total(deep, 8));
    assert.equal(fits(deep, 8, apart), true);
    assert.equal(fits(deep, 8, total(deep, 8)), true);
    assert.equal(fits(deep, 8, total(deep, 8) - 1), false);
  });

  it('is not known while a shape is not', () => {
    const unknown = chain([8, 8, 1], [['dense', { units: null as never }]]);
    assert.equal(fits(unknown, 8, 1), null);
    assert.equal(trainingMemory(unknown, 8, 1), null);
  });

  it('counts what the optimizer keeps', () => {
    const of = (name: string, args = {}) => optimizerCopies({ name, args });
    assert.equal(optimizerCopies({ name: 'sgd', args: {} }, { name: 'ema', args: {} }), 2);
    assert.deepEqual(
      [of('sgd'), of('adam'), of('adam', { amsgrad: true }), of('rmsprop', { momentum: 0 })],
      [1, 2, 3, 1],
    );
    assert.equal(of('lbfgs', { history: 5 }), 12);
    const bytes = (copies: number) => planTraining(deep, 1, { optimizerCopies: copies })!.bytes;
    assert.equal(bytes(3).optimizer, 3 * bytes(1).optimizer);
  });
});

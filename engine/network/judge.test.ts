import assert from 'node:assert/strict';
import { GraphBuilder } from '../../model/build.ts';
import { defaults } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import { layerSpec } from '../../model/layers/index.ts';
import type { LossTerm } from '../../model/settings.ts';
import { vector } from '../../model/shape.ts';
import { referenceBackend } from '../backends/reference/backend.ts';
import type { Batch } from '../data/batch.ts';
import type { NumbersByName } from './network.ts';
import { call, makeNetwork } from './small-net.fixture.ts';

/** A trunk with a head at its end and two beside it, as GoogLeNet has them, and one that finds a box. */
function branching(): Graph {
  const builder = new GraphBuilder('Inception');
  builder.input('x', vector(4));
  const dense = (id: string, units: number, from: string) =>
    builder.add({ id, layer: 'dense', args: { ...defaults(layerSpec('dense').args), units }, inputs: [from] });
  dense('stem', 5, 'x');
  dense('middle', 5, 'stem');
  dense('aux1', 3, 'stem');
  dense('aux2', 3, 'middle');
  dense('fc', 3, 'middle');
  dense('corners', 4, 'middle');
  const heads = { class: 'fc', early: 'aux1', late: 'aux2', box: 'corners' };
  return builder.finish({
    batch: 2,
    outputs: Object.values(heads),
    heads: Object.entries(heads).map(([name, output]) => ({ name, output })),
  });
}

const labels = Int32Array.of(1, 2);
const batch: Batch = {
  count: 2,
  inputs: { x: Float32Array.of(0.5, -1, 2, 0.25, -0.5, 1, 0, -2) },
  targets: {
    ...Object.fromEntries(
      ['class', 'early', 'late'].map((head) => [head, { kind: 'classes', values: labels } as const]),
    ),
    box: { kind: 'numbers', values: Float32Array.of(1, 2, 3, 4, 0, 1, 5, 2) },
  },
};

async function judged(loss: readonly LossTerm[]) {
  const network = await makeNetwork(referenceBackend, branching(), { loss });
  const outcome = await network.gradientStep(batch, 1);
  const gradients = await network.gradients();
  const { lossSum } = await network.evaluate(batch);
  network.dispose();
  return { loss: outcome.loss, lossSum, gradients };
}

const term = (head: string, name: string, weight: number): LossTerm => ({ call: call(name), head, weight });

const assertNear = (found: number, expected: number, what: string) =>
  assert.ok(Math.abs(found - expected) < 1e-6 * Math.max(1, Math.abs(expected)), `${what}: ${found} for ${expected}`);

describe('losses of several heads', () => {
  const terms = [
    term('class', 'softmax', 1),
    term('early', 'softmax', 0.3),
    term('late', 'softmax', 0.3),
    term('box', 'smooth_l1', 2),
    term('class', 'hinge', 0.5),
  ];

  it('are added up with their weights, and so are their gradients', async () => {
    const together = await judged(terms);
    const alone = await Promise.all(terms.map((one) => judged([{ ...one, weight: 1 }])));
    const sum = (of: (index: number) => number) => terms.reduce((total, { weight }, i) => total + weight * of(i), 0);
    assertNear(
      together.loss,
      sum((i) => alone[i].loss),
      'loss',
    );
    assertNear(
      together.lossSum / 2,
      sum((i) => alone[i].loss),
      'evaluation',
    );
    for (const [name, { data }] of together.gradients) {
      const at = (gradients: NumbersByName, i: number) => gradients.get(name)?.data[i] ?? Number.NaN;
      data.forEach((value, i) => {
        assertNear(
          value,
          sum((which) => at(alone[which].gradients, i)),
          `${name}[${i}]`,
        );
      });
    }
  });

  it('leave a head alone that none of them judges', async () => {
    const { gradients } = await judged([term('class', 'softmax', 1)]);
    assert.ok(gradients.get('aux1.weight')?.data.every((value) => value === 0));
    assert.ok(gradients.get('stem.weight')?.data.some((value) => value !== 0));
  });

  it('name the data, the head and the model where they do not fit', async () => {
    const loss = [term('early', 'softmax', 1)];
    const network = await makeNetwork(referenceBackend, branching(), { loss, data: { name: 'pets' } });
    const targets = { ...batch.targets, early: { kind: 'classes', values: Int32Array.of(0, 7) } } as const;
    await assert.rejects(network.gradientStep({ ...batch, targets }, 1), {
      name: 'TargetError',
      message:
        'The data pets has a label 7, but the model has 3 outputs, 0 to 2 (early of Inception). If it is not to be counted write ignore=7.',
    });
    network.dispose();
  });
});

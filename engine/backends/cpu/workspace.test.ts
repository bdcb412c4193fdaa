/** What operations take is what the plan says: see `model/workspace/`. */
import assert from 'node:assert/strict';
import { planEvaluation, planTraining } from '../../../model/plan.ts';
import { referencesOf } from '../../../model/references.ts';
import { sizeOf } from '../../../model/shape.ts';
import { restBytes } from '../../../model/workspace/rest.ts';
import { chain } from '../../../model/zoo.fixture.ts';
import type { Target } from '../../data/batch.ts';
import { layerCases, runnableLayers } from '../../layers/layer-cases.fixture.ts';
import { call, makeNetwork, smallNet, someBatch } from '../../network/small-net.fixture.ts';
import { Walk } from '../../network/walk.ts';
import { WeightStore } from '../../network/weight-store.ts';
import { type CpuBackend, openCpu } from './backend.ts';
import * as kernel from './kernel-ids.ts';
import { Machine } from './machine.ts';
import { Places } from './places.ts';
import type { CpuTensor } from './tensor.ts';

const CASES = 16;
/** Batches are larger than those of the cases, so that what grows with them outweighs what does not. */
const LARGER = 50;
/** Channels of which zeros are asked for, at most, and numbers that are handed over at a time. */
const ZEROS = 1024;

const numbers = { kind: 'numbers', values: new Float32Array(4 * 64).fill(0.5) } as const;
const classes = { kind: 'classes', values: new Int32Array(64) } as const;

/** What each loss is given for 64 samples of four scores. */
const judged: Readonly<Record<string, Target>> = {
  softmax: classes,
  hinge: classes,
  squared_hinge: classes,
  binary_cross_entropy: classes,
  l1_distance: numbers,
  l2_distance: numbers,
  smooth_l1: numbers,
  huber: numbers,
  iou_loss: numbers,
  dice: classes,
  focal: classes,
};

const { takeLasting } = Places.prototype;

/** What finds no room where it is planned while something runs, in bytes. */
async function beyondPlan(run: () => Promise<void>): Promise<readonly number[]> {
  const beyond: number[] = [];
  Places.prototype.takeLasting = function (this: Places, bytes) {
    beyond.push(bytes);
    return takeLasting.call(this, bytes);
  };
  try {
    await run();
  } finally {
    Places.prototype.takeLasting = takeLasting;
  }
  return beyond;
}

describe('the workspace of the embedded backend', () => {
  for (const threads of [1, 2, 8]) {
    it(`is at rest what the checker counts for ${threads} threads`, async () => {
      const machine = await Machine.start({ threads });
      machine.command(kernel.FILL, [machine.stage([1]), 1], [0]);
      assert.equal(machine.reach, restBytes(machine.threads));
      await machine.stop();
    });
  }

  for (const threads of [1, 3]) {
    describe(`on ${threads} threads`, () => {
      let backend: CpuBackend;
      before(async () => {
        backend = await openCpu({ threads });
        // What is kept for good is there before anything is measured.
        backend.machine.stage([1]);
        backend.machine.zeros(ZEROS);
        backend.machine.finish();
      });
      after(() => backend.dispose());

      for (const layer of runnableLayers) {
        it(`of ${layer} is not more than planned`, async () => {
          const { runtime, machine } = backend;
          for (const { graph: drawn, batch: small, title } of layerCases(layer, CASES)) {
            const batch = small * LARGER;
            const [made] = drawn.layers.slice(-1);
            const graph = { ...drawn, outputs: made === undefined ? [] : referencesOf(made) };
            const weights = new WeightStore<CpuTensor>(runtime, graph, ({ shape }) =>
              new Float32Array(sizeOf(shape as readonly number[])).fill(0.1),
            );
            const plans = [
              planTraining(graph, batch, { threads, inputGradients: true }),
              planEvaluation(graph, batch, { threads }),
            ];
            for (const plan of plans) {
              assert.ok(plan !== null);
              const walk = new Walk(runtime, plan, weights, 1);
              for (const { name } of graph.inputs) {
                const x = walk.input(name);
                runtime.write(x, new Float32Array(x.count).fill(1));
              }
              const beyond = await beyondPlan(async () => {
                await walk.forward(1);
                for (const reference of graph.outputs) {
                  const { gradient } = walk.output(reference);
                  if (gradient !== null) runtime.write(gradient, new Float32Array(gradient.count).fill(1));
                }
                if (plan.training) walk.backward(1);
                machine.finish();
              });
              assert.deepEqual(beyond, [], `${title}, ${plan.training ? 'training' : 'evaluation'}`);
              walk.dispose();
            }
            weights.dispose();
          }
        });
      }

      for (const [name, target] of Object.entries(judged)) {
        it(`of the loss ${name} is not more than planned`, async () => {
          const graph = chain([4], [['dense', { units: 4 }]]);
          const loss = [{ call: { name, args: {} }, weight: 1 }];
          const network = await makeNetwork(backend, graph, { loss });
          const batch = { count: 64, inputs: { x: new Float32Array(4 * 64) }, targets: { dense1: target } };
          // Weights and the arena are taken by the first.
          await network.gradientStep(batch, 1);
          const beyond = await beyondPlan(async () => void (await network.gradientStep(batch, 2)));
          assert.deepEqual(beyond, []);
          network.dispose();
        });
      }

      it('of penalties, clipping and gradients that are added up is not more than planned', async () => {
        const network = await makeNetwork(backend, smallNet(), {
          regularizers: [call('l2', { weight: 0.1 }), call('l1', { weight: 0.1 }), call('max_norm', { max: 1 })],
          clip: call('norm', { max: 1 }),
          accumulate: 2,
        });
        const step = async (index: number) => {
          await network.gradientStep(someBatch(4, index), index, { share: 0.5, add: false });
          await network.gradientStep(someBatch(4, index + 1), index, { share: 0.5, add: true });
          await network.update(index);
        };
        await step(1);
        assert.deepEqual(await beyondPlan(() => step(2)), []);
        network.dispose();
      });
    });
  }
});

/** The plan's lifetimes hold: what is dead is overwritten with NaN on the reference, and let go elsewhere. */
import assert from 'node:assert/strict';
import type { Plan } from '../../model/plan.ts';
import { planTraining } from '../../model/plan.ts';
import { openCpu } from '../backends/cpu/backend.ts';
import { referenceRuntime } from '../backends/reference/runtime.ts';
import { initialValues } from '../initializers/index.ts';
import { defaults, makeNetwork, smallNet, someBatch } from './small-net.fixture.ts';
import { Walk } from './walk.ts';
import { WeightStore } from './weight-store.ts';

/** The gradient of the first weight after a walk over a plan, on the reference. */
async function firstGradient(plan: Plan): Promise<Float32Array> {
  const weights = new WeightStore(referenceRuntime, smallNet(), (weight) =>
    initialValues(weight, defaults.init, defaults.seed),
  );
  const walk = new Walk(referenceRuntime, plan, weights, defaults.seed);
  walk.input('x').data.set(someBatch(plan.batch).inputs.x);
  await walk.forward(1);
  walk.output('dense2').gradient?.data.fill(1);
  walk.backward(1);
  return (await weights.gradients()).get('conv1.weight')!.data;
}

describe('lifetimes', () => {
  it('of the plan are long enough: nothing dead is read', async () => {
    assert.ok((await firstGradient(planTraining(smallNet(), 4)!)).every(Number.isFinite));
  });

  it('that are too short show as NaN', async () => {
    const plan = planTraining(smallNet(), 4)!;
    const input = plan.tensors[plan.inputs.x];
    const tensors = plan.tensors.map((tensor) => (tensor === input ? { ...tensor, dies: 0 } : tensor));
    assert.ok((await firstGradient({ ...plan, tensors })).some(Number.isNaN));
  });

  it('end on every backend: no tensor and no byte more after ten steps than after two', async () => {
    const backend = await openCpu();
    const before = backend.machine.places;
    const network = await makeNetwork(backend, smallNet());
    const step = async (index: number) => {
      const batch = someBatch(4, index);
      await network.trainStep(batch, index);
      await network.evaluate(batch);
      await network.predict(batch.inputs, 4);
      return { tensors: backend.machine.places, bytes: backend.machine.reach };
    };
    await step(1);
    const second = await step(2);
    for (let index = 3; index < 10; index++) await step(index);
    assert.deepEqual(await step(10), second);
    network.dispose();
    assert.equal(backend.machine.places, before);
    await backend.dispose();
  });
});

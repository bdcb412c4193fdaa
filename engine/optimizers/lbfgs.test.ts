import assert from 'node:assert/strict';
import { referenceBackend } from '../backends/reference/backend.ts';
import { completeCall } from '../complete-call.ts';
import { call, makeNetwork, smallNet, someBatch } from '../network/small-net.fixture.ts';
import { type Evaluate, Lbfgs } from './lbfgs.ts';

const make = (args = {}) => new Lbfgs(completeCall('optimizer', call('lbfgs', args)).args);

/** Rosenbrock's valley: (1 − x)² + 100(y − x²)², lowest at (1, 1). */
const valley: Evaluate = async ([x, y]) => ({
  loss: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
});

describe('L-BFGS', () => {
  it('finds the lowest point of a bent valley', async () => {
    const lbfgs = make({ iterations: 50 });
    const { x, loss, evaluations } = await lbfgs.minimizeStep(Float64Array.of(-1.2, 1), valley);
    assert.ok(loss < 1e-9 && Math.abs(x[0] - 1) < 1e-4 && Math.abs(x[1] - 1) < 1e-4, `${x} after ${evaluations}`);
  });

  it('never ends higher than it began, also where the first try leaves the numbers', async () => {
    const steep: Evaluate = async ([x]) => ({
      loss: x > -3 ? -Math.log(x + 3) + x * x : Number.NaN,
      gradient: Float64Array.of(x > -3 ? -1 / (x + 3) + 2 * x : Number.NaN),
    });
    const { loss, x } = await make({ lr: 1000 }).minimizeStep(Float64Array.of(2), steep);
    assert.ok(loss < -Math.log(5) + 4 && Math.abs(x[0] - 0.158) < 1e-2, `${loss} at ${x[0]}`);
  });

  it('stays where nothing falls', async () => {
    const level: Evaluate = async (x) => ({ loss: 3, gradient: new Float64Array(x.length) });
    const { x, evaluations } = await make().minimizeStep(Float64Array.of(1, 2), level);
    assert.deepEqual([...x], [1, 2]);
    assert.equal(evaluations, 1);
  });

  it('goes on from its state the same way', async () => {
    const whole = make({ iterations: 3, history: 2 });
    const { x } = await whole.minimizeStep(Float64Array.of(-1.2, 1), valley);
    const resumed = make({ iterations: 3, history: 2 });
    resumed.setState(whole.state(), 2);
    assert.deepEqual(await resumed.minimizeStep(x, valley), await whole.minimizeStep(x, valley));
    assert.throws(() => resumed.setState(whole.state(), 5), /state is of 2 weights; the model has 5 that learn/);
  });

  it('makes no step on a batch, and others none on the whole set', async () => {
    const lbfgs = await makeNetwork(referenceBackend, smallNet(), { optimizer: call('lbfgs') });
    await assert.rejects(lbfgs.trainStep(someBatch(2), 1), /lbfgs takes the whole training set at once/);
    const sgd = await makeNetwork(referenceBackend, smallNet());
    await assert.rejects(
      sgd.minimize(async () => 0),
      /sgd makes a step on every batch/,
    );
    lbfgs.dispose();
    sgd.dispose();
  });

  it('minimizes a set that is taken in parts', async () => {
    const network = await makeNetwork(referenceBackend, smallNet(), {
      optimizer: call('lbfgs', { iterations: 10 }),
      regularizers: [call('l2', { weight: 1e-3 })],
    });
    const parts = [someBatch(4, 1), someBatch(3, 2)];
    const gradient = async () => {
      let loss = 0;
      for (const [i, part] of parts.entries()) {
        const share = part.count / 7;
        loss += share * (await network.gradientStep(part, 1, { share, add: i > 0 })).loss;
      }
      return loss;
    };
    const first = await gradient();
    const losses: number[] = [];
    for (let pass = 0; pass < 3; pass++) losses.push((await network.minimize(gradient)).loss);
    assert.ok(losses[0] < first && losses[1] <= losses[0] && losses[2] <= losses[1], `${first}, ${losses}`);
    assert.ok(losses[2] < first / 3, `${first}, ${losses}`);
    network.dispose();
  });
});

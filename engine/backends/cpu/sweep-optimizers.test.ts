/** The kernels of optimizers against the reference. */
import assert from 'node:assert/strict';
import { type Chooser, Sweep, sweepAll } from './sweep.fixture.ts';

const shapeOf = (choose: Chooser) => ({ shape: [choose.of(choose.whole(1, 70), 4095, 4097, 6001)] });
const square = (choose: Chooser) => ({ ...shapeOf(choose), draw: () => choose.draws.normal() ** 2 });

sweepAll('the kernels of optimizers', 20260903, (check) => {
  check('sgd', 200, (choose) => {
    const one = shapeOf(choose);
    return {
      op: 'sgd',
      inputs: { gradient: one },
      out: { w: one, velocity: one },
      attributes: {
        lr: choose.of(1, 0.01),
        momentum: choose.of(0, 0.9),
        nesterov: choose.chance(0.5),
        weightDecay: choose.of(0, 0.1),
      },
    };
  });

  check('adagrad', 100, (choose) => {
    const one = square(choose);
    return {
      op: 'adagrad',
      inputs: { gradient: { shape: one.shape } },
      out: { w: { shape: one.shape }, sum: one },
      attributes: { lr: 0.1, eps: choose.of(1e-3, 1e-1) },
    };
  });

  check('rmsprop', 200, (choose) => {
    const one = square(choose);
    const { shape } = one;
    return {
      op: 'rmsprop',
      inputs: { gradient: { shape } },
      out: {
        w: { shape },
        square: one,
        mean: choose.chance(0.5) ? { shape, draw: () => 0.01 * choose.draws.normal() } : null,
        velocity: choose.chance(0.5) ? { shape } : null,
      },
      attributes: {
        lr: 0.1,
        decay: choose.of(0.9, 0.99),
        eps: choose.of(1e-2, 1),
        inside: choose.chance(0.5),
        momentum: choose.of(0, 0.9),
      },
    };
  });

  check('adam', 200, (choose) => {
    const one = square(choose);
    const { shape } = one;
    return {
      op: 'adam',
      inputs: { gradient: { shape } },
      out: { w: { shape }, m: { shape }, v: one, highest: choose.chance(0.5) ? one : null },
      attributes: {
        lr: choose.of(1e-3, 0.1),
        beta1: choose.of(0, 0.9),
        beta2: choose.of(0.99, 0.999),
        eps: choose.of(1e-8, 1e-3),
        step: choose.of(1, 2, 1000),
        weightDecay: choose.of(0, 0.1),
      },
    };
  });
});

describe('updates of many parameters, between which threads do not meet', () => {
  it('see what came before, and what comes after sees them', async () => {
    const sweep = await Sweep.start({ threads: 2 });
    const { ops, create, read, release } = sweep.runtime;
    const rule = { lr: 1, momentum: 0.5, nesterov: false, weightDecay: 0 };
    const parameters = Array.from({ length: 40 }, (_, i) => {
      const shape = [i % 4 === 0 ? 5000 : 3 + i];
      return { one: create(shape), w: create(shape), velocity: create(shape), sum: create(shape) };
    });
    for (const { one } of parameters) sweep.runtime.write(one, new Float32Array(one.count).fill(1));
    for (let step = 0; step < 3; step++) {
      for (const { one, w, velocity } of parameters) ops.sgd({ gradient: one }, { w, velocity }, rule);
      const { one, w, velocity } = parameters[7];
      ops.sgd({ gradient: one }, { w, velocity }, rule);
      for (const { w, sum } of parameters) ops.add({ a: w, b: sum }, sum);
    }
    for (const [i, { w, sum }] of parameters.entries()) {
      // Velocities 1, 1.5, 1.75, …; of parameter 7 two steps at a time.
      const after = (steps: number) => -2 * steps + 2 * (1 - 0.5 ** steps);
      const steps = i === 7 ? [2, 4, 6] : [1, 2, 3];
      for (const value of await read(w)) assert.ok(Math.abs(value - after(steps[2])) < 1e-5);
      for (const value of await read(sum)) assert.ok(Math.abs(value - steps.map(after).reduce((a, b) => a + b)) < 1e-5);
    }
    for (const tensors of parameters) for (const tensor of Object.values(tensors)) release(tensor);
    await sweep.stop();
  });
});

import assert from 'node:assert/strict';
import { compareSlopes, HAPPY, WRONG } from './slopes.ts';

describe('an analytic slope', () => {
  const at = (x: number, f: (x: number) => number, analytic: number) =>
    compareSlopes({ objective: async (h) => f(x + h), here: f(x), analytic, step: 1e-5, negligible: 1e-12 });

  const relu = (x: number) => 3 * Math.max(0, x);

  it('is right where the function is smooth, and wrong where it is not its derivative', async () => {
    const right = await at(0.7, Math.sin, Math.cos(0.7));
    assert.ok(right.error <= HAPPY && !right.kink, `${right.error}`);
    const wrong = await at(0.7, Math.sin, 1.01 * Math.cos(0.7));
    assert.ok(wrong.error > WRONG && !wrong.kink);
    assert.ok(Math.abs(wrong.numeric - Math.cos(0.7)) < 1e-9);
  });

  it('is excused at a corner where it is that of one side or lies between both', async () => {
    for (const analytic of [0, 1, 2, 3]) assert.ok((await at(0, relu, analytic)).kink, `${analytic}`);
    // A function with both slopes in its mean has none that is wrong.
    assert.ok((await at(0, relu, 1.5)).error <= HAPPY);
  });

  it('is wrong at a corner that does not admit it', async () => {
    for (const analytic of [-0.01, 3.01, 30, -3, Number.NaN]) {
      const { error, kink } = await at(0, relu, analytic);
      assert.ok(!kink && !(error <= WRONG), `${analytic}: ${error}`);
    }
  });

  it('is judged beside a corner by what is on its own side', async () => {
    // The first step reaches over the corner, the closer one does not.
    const near = 5e-6;
    const right = await at(near, relu, 3);
    assert.ok(right.error <= WRONG && !right.kink, `${right.error}`);
    const wrong = await at(near, relu, 2);
    assert.ok(wrong.error > WRONG && !wrong.kink);
    // One that both reach over is excused by the slope of its own side.
    assert.ok((await at(5e-7, relu, 3)).kink);
  });

  it('is not excused by a curve, however flat the function is there', async () => {
    const parabola = (x: number) => 1e3 * x ** 2;
    const { error, kink } = await at(1e-4, parabola, 0.25);
    assert.ok(error > WRONG && !kink);
    const right = await at(1e-4, parabola, 0.2);
    assert.ok(right.error <= WRONG && !right.kink);
  });
});

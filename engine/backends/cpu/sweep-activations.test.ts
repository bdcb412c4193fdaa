/** The kernels of activations against the reference. */
import { activationNames, slopesOfInputs } from '../../ops/activations.ts';
import { type Chooser, sweepAll } from './sweep.fixture.ts';

const shapeOf = (choose: Chooser) => [choose.of(1, 2, 3, 7, 33), choose.of(1, 2, 3, 4, 5, 8, 10, 17, 64, 300)];

/** Wide enough that both ends of a function are seen, with now and then what is no number. */
function drawn(choose: Chooser, shape: readonly number[]) {
  const width = choose.of(0.1, 1, 4, 30);
  const hole = choose.chance(0.05);
  return { shape, draw: () => (hole && choose.chance(0.1) ? Number.NaN : width * choose.draws.normal()) };
}

/** What y can be. */
function kept(choose: Chooser, shape: readonly number[]) {
  return { shape, draw: () => choose.of(0, 1, -1, choose.draws.uniform(), choose.draws.uniform() - 1) };
}

sweepAll('the kernels of activations', 20261201, (check) => {
  for (const fn of activationNames) {
    const numbers = (choose: Chooser) => ({ fn, p: choose.of(0.01, 1, 1.5), q: choose.of(1, 1.7) });

    check(fn, 60, (choose) => {
      const shape = shapeOf(choose);
      const inputs = { x: drawn(choose, shape) };
      return {
        op: 'activation',
        inputs,
        out: { shape },
        attributes: numbers(choose),
        ...(choose.chance(0.5) ? { inPlace: 'x' } : {}),
      };
    });

    check(`gradient of ${fn}`, 60, (choose) => {
      const shape = shapeOf(choose);
      const inputs = { kept: (slopesOfInputs.has(fn) ? drawn : kept)(choose, shape), dy: { shape } };
      return {
        op: 'activationGradient',
        inputs,
        out: { shape },
        attributes: numbers(choose),
        ...(choose.chance(0.5) ? { inPlace: 'dy' } : {}),
      };
    });
  }

  for (const log of [false, true]) {
    check(log ? 'logarithm of softmax' : 'softmax', 200, (choose) => {
      const shape = shapeOf(choose);
      return {
        op: 'softmax',
        inputs: { x: drawn(choose, shape) },
        out: { shape },
        attributes: { log },
        ...(choose.chance(0.5) ? { inPlace: 'x' } : {}),
      };
    });

    check(log ? 'gradient of the logarithm of softmax' : 'gradient of softmax', 200, (choose) => {
      const shape = shapeOf(choose);
      const draw = () => (log ? -3 * choose.draws.uniform() : choose.draws.uniform());
      return {
        op: 'softmaxGradient',
        inputs: { y: { shape, draw }, dy: { shape } },
        out: { shape },
        attributes: { log },
        ...(choose.chance(0.5) ? { inPlace: 'dy' } : {}),
      };
    });
  }
});

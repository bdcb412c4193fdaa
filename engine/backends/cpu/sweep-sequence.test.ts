/** Recurrences against the reference: odd units, more samples than are worked on at a time, both directions. */
import { type Chooser, type Drawn, sweepAll } from './sweep.fixture.ts';

const seed = 20261130;

sweepAll('recurrences', seed, (check) => {
  const draw = (choose: Chooser, gates: number) => {
    const [samples, steps] = [choose.of(1, 2, 5, 6, 7, 13, 100), choose.of(1, 2, 3, 7)];
    const units = choose.of(1, 2, 7, 8, 9, 24, 33, 65, 130);
    const drawn = (...shape: number[]): Drawn => ({ shape });
    const maybe = (value: Drawn) => (choose.chance(0.5) ? value : null);
    const over = (blocks: number) => drawn(samples, steps, blocks * units);
    return {
      over,
      state: drawn(samples, units),
      maybe,
      w: { shape: [units, gates * units], draw: (draws) => draws.normal() / Math.sqrt(units) } satisfies Drawn,
      b: maybe(drawn(gates * units)),
      attributes: { steps, reverse: choose.chance(0.5) },
    };
  };
  /** What gates are: between 0 and 1. */
  const open = ({ shape }: Drawn): Drawn => ({ shape, draw: (draws) => 0.05 + 0.9 * draws.uniform() });

  check('rnn', 100, (choose) => {
    const { over, state, maybe, w, b, attributes } = draw(choose, 1);
    const fn = choose.of('tanh', 'relu');
    return {
      op: 'rnn',
      inputs: { x: over(1), w, b, h0: maybe(state) },
      out: over(1),
      attributes: { ...attributes, fn },
    };
  });

  check('rnnGradient', 100, (choose) => {
    const { over, state, maybe, w, attributes } = draw(choose, 1);
    const fn = choose.of('tanh', 'relu');
    return {
      op: 'rnnGradient',
      inputs: { h: open(over(1)), w, dh: maybe(over(1)), dhLast: maybe(state) },
      out: { dx: over(1), dh0: maybe(state) },
      attributes: { ...attributes, fn },
    };
  });

  check('lstm', 100, (choose) => {
    const { over, state, maybe, w, b, attributes } = draw(choose, 4);
    return {
      op: 'lstm',
      inputs: { x: over(4), w, b, h0: maybe(state), c0: maybe(state) },
      out: { h: over(1), c: over(1), gates: over(4) },
      attributes,
    };
  });

  check('lstmGradient', 100, (choose) => {
    const { over, state, maybe, w, attributes } = draw(choose, 4);
    const upstream = { dh: maybe(over(1)), dhLast: maybe(state), dcLast: maybe(state) };
    return {
      op: 'lstmGradient',
      inputs: { gates: open(over(4)), c: over(1), c0: maybe(state), w, ...upstream },
      out: { dx: over(4), dh0: maybe(state), dc0: maybe(state) },
      attributes,
    };
  });

  check('gru', 100, (choose) => {
    const { over, state, maybe, w, b, attributes } = draw(choose, 3);
    return {
      op: 'gru',
      inputs: { x: over(3), w, b, h0: maybe(state) },
      out: { h: over(1), gates: over(3), q: over(1) },
      attributes,
    };
  });

  check('gruGradient', 100, (choose) => {
    const { over, state, maybe, w, attributes } = draw(choose, 3);
    return {
      op: 'gruGradient',
      inputs: {
        ...{ gates: open(over(3)), q: over(1), h: over(1), h0: maybe(state), w },
        ...{ dh: maybe(over(1)), dhLast: maybe(state) },
      },
      out: { dx: over(3), dState: over(3), dh0: maybe(state) },
      attributes,
    };
  });
});

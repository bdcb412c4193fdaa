/** Every kernel of the embedded backend against the reference, on random shapes: odd, tiny, and beyond every block. */
import { type Chooser, Sweep, type SweepCase } from './sweep.fixture.ts';

const seed = 20260901;

for (const options of [{ threads: 2 }, { threads: 1 }, { threads: 3, relaxed: false }, { threads: 1, shared: false }]) {
  const few = options.threads !== 2;
  const words = Object.entries(options).map(([name, value]) => `${name} ${value}`);
  describe(`the kernels (${words.join(', ')}) against the reference`, function () {
    this.timeout(120_000);
    let sweep: Sweep;
    before(async () => {
      sweep = await Sweep.start(options);
    });
    after(() => sweep.stop());

    const check = (name: string, count: number, make: (choose: Chooser) => SweepCase) =>
      it(name, () => sweep.run(few ? Math.ceil(count / 10) : count, seed, make));

    const dense = (choose: Chooser) => {
      const rows = choose.of(1, 2, 5, 6, 7, 13, 64, 100);
      const inputs = choose.of(1, 3, 4, 8, 17, 100, 385, 800);
      const units = choose.of(1, 2, 7, 8, 9, 24, 33);
      return { rows, inputs, units };
    };

    check('dense', 200, (choose) => {
      const { rows, inputs, units } = dense(choose);
      const b = choose.chance(0.5) ? { shape: [units] } : null;
      return {
        op: 'dense',
        inputs: { x: { shape: [rows, inputs] }, w: { shape: [inputs, units] }, b },
        out: { shape: [rows, units] },
      };
    });

    check('denseInputGradient', 200, (choose) => {
      const { rows, inputs, units } = dense(choose);
      return {
        op: 'denseInputGradient',
        inputs: { dy: { shape: [rows, units] }, w: { shape: [inputs, units] } },
        out: { shape: [rows, inputs] },
      };
    });

    check('denseWeightGradient', 200, (choose) => {
      const { rows, inputs, units } = dense(choose);
      return {
        op: 'denseWeightGradient',
        inputs: { x: { shape: [rows, inputs] }, dy: { shape: [rows, units] } },
        out: { shape: [inputs, units] },
      };
    });

    check('biasGradient', 100, (choose) => {
      const shape = [choose.of(1, 5, 127, 129, 1000), choose.whole(1, 40)];
      return { op: 'biasGradient', inputs: { dy: { shape } }, out: { shape: shape.slice(1) } };
    });

    for (const op of ['relu', 'copy'] as const)
      check(op, 30, (choose) => {
        const shape = [choose.whole(1, 200)];
        return { op, inputs: { x: { shape } }, out: { shape } };
      });

    check('add', 30, (choose) => {
      const shape = [choose.whole(1, 200)];
      return { op: 'add', inputs: { a: { shape }, b: { shape } }, out: { shape } };
    });

    check('reluGradient', 30, (choose) => {
      const shape = [choose.whole(1, 200)];
      return { op: 'reluGradient', inputs: { y: { shape }, dy: { shape } }, out: { shape } };
    });
  });
}

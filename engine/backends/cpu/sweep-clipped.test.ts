/** Commands that clip what they store, against the reference and against a clip by itself. */
import { type Chooser, type SweepCase, sweepAll } from './sweep.fixture.ts';

const behind = (choose: Chooser): NonNullable<SweepCase['behind']> =>
  choose.chance(0.5)
    ? { op: 'relu' }
    : { op: 'clip', attributes: { low: choose.of(0, -1, Number.NEGATIVE_INFINITY), high: choose.of(0.5, 6) } };

/** Standard normal, but for a few numbers that are none. */
const holes = (choose: Chooser) => {
  const some = choose.chance(0.2);
  return () => (some && choose.chance(0.02) ? Number.NaN : choose.draws.normal());
};

sweepAll('what is clipped as it is stored', 20261201, (check) => {
  check('dense', 150, (choose) => {
    const [rows, inputs] = [choose.of(1, 5, 6, 13, 100, 300), choose.of(1, 3, 8, 100, 385, 800)];
    const units = choose.of(1, 2, 7, 8, 9, 16, 24, 33);
    return {
      op: 'dense',
      inputs: {
        x: { shape: [rows, inputs], draw: holes(choose) },
        w: { shape: [inputs, units] },
        b: choose.chance(0.5) ? { shape: [units] } : null,
      },
      out: { shape: [rows, units] },
      behind: behind(choose),
    };
  });

  /** Direct, by Winograd's filtering, depthwise, in groups; some in turns. */
  check('conv', 200, (choose) => {
    const groups = choose.of(1, 1, 1, 2, 8);
    const [perGroup, perGroupOut] = groups === 8 && choose.chance(0.7) ? [1, 1] : [choose.of(4, 8), choose.of(4, 8, 9)];
    const [kernel, stride] = [choose.of(1, 3, 3), choose.of(1, 1, 2)];
    const [batch, height, width] = [choose.whole(1, 3), choose.whole(3, 14), choose.whole(3, 14)];
    const outOf = (extent: number) => Math.floor((extent + 2 - kernel) / stride) + 1;
    return {
      op: 'conv',
      inputs: {
        x: { shape: [batch, height, width, groups * perGroup], draw: holes(choose) },
        w: { shape: [kernel, kernel, perGroup, groups * perGroupOut] },
        b: choose.chance(0.5) ? { shape: [groups * perGroupOut] } : null,
      },
      out: { shape: [batch, outOf(height), outOf(width), groups * perGroupOut] },
      attributes: { stride: [stride, stride], pad: [1, 1, 1, 1], dilation: [1, 1], groups },
      behind: behind(choose),
    };
  });

  const batch = (choose: Chooser) => {
    const channels = choose.of(1, 3, 4, 16, 70);
    const [x, row] = [{ shape: [choose.whole(2, 100), channels], draw: holes(choose) }, { shape: [channels] }];
    return { x, row, y: { shape: x.shape }, eps: 1e-3 };
  };

  check('batchNorm', 100, (choose) => {
    const { x, y, row, eps } = batch(choose);
    return {
      op: 'batchNorm',
      inputs: { x, scale: row, shift: row },
      out: { y, mean: row, variance: row },
      attributes: { eps },
      behind: behind(choose),
    };
  });

  check('batchNormInference', 100, (choose) => {
    const { x, y, row, eps } = batch(choose);
    const variance = { ...row, draw: () => choose.draws.normal() ** 2 };
    return {
      op: 'batchNormInference',
      inputs: { x, scale: row, shift: row, mean: row, variance },
      out: y,
      attributes: { eps },
      behind: behind(choose),
    };
  });

  check('binary', 60, (choose) => {
    const shape = [choose.whole(1, 5), choose.whole(1, 70)];
    return {
      op: 'binary',
      inputs: { a: { shape, draw: holes(choose) }, b: { shape } },
      out: { shape },
      attributes: { fn: choose.of('add', 'add', 'multiply') },
      behind: behind(choose),
    };
  });

  check('conv, in turns', 10, (choose) => ({
    op: 'conv',
    inputs: { x: { shape: [3, 130, 130, 17] }, w: { shape: [2, 2, 17, 3] }, b: null },
    out: { shape: [3, 66, 66, 3] },
    attributes: { stride: [2, 2], pad: [1, 1, 1, 1], dilation: [1, 1], groups: 1 },
    behind: behind(choose),
  }));
});

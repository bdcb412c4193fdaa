/** The kernels of batch normalization against the reference. */
import { type Chooser, sweepAll } from './sweep.fixture.ts';

/** Rows beyond the blocks of the kernels, short ones that are joined, and numbers far from zero. */
function batch(choose: Chooser) {
  const channels = choose.of(1, 2, 3, 4, 5, 8, 16, 31, 64, 70, 130);
  const rows = choose.of(1, 2, 3, 7, 16, 65, 100, 192, 301);
  const shape = choose.chance(0.5) ? [rows, channels] : [rows, choose.whole(1, 2), choose.whole(1, 3), channels];
  const offset = choose.of(0, 0, 0, 10, 100);
  const hole = choose.chance(0.05);
  return {
    x: { shape, draw: () => (hole && choose.chance(0.01) ? Number.NaN : offset + choose.draws.normal()) },
    y: { shape },
    row: { shape: [channels] },
    mean: { shape: [channels], draw: () => offset + choose.draws.normal() },
    variance: { shape: [channels], draw: () => choose.draws.normal() ** 2 },
    eps: choose.of(1e-5, 1e-3),
  };
}

sweepAll('the kernels of batch normalization', 20260905, (check) => {
  check('batchNorm', 300, (choose) => {
    const { x, y, row, eps } = batch(choose);
    return {
      op: 'batchNorm',
      inputs: { x, scale: row, shift: row },
      out: { y, mean: row, variance: row },
      attributes: { eps },
    };
  });

  check('batchNormInference', 300, (choose) => {
    const { x, y, row, mean, variance, eps } = batch(choose);
    return {
      op: 'batchNormInference',
      inputs: { x, scale: row, shift: row, mean, variance },
      out: y,
      attributes: { eps },
    };
  });

  check('batchNormGradient', 300, (choose) => {
    const { x, y, row, mean, variance, eps } = batch(choose);
    return {
      op: 'batchNormGradient',
      inputs: { x, scale: row, mean, variance, dy: y },
      out: { dx: choose.chance(0.8) ? y : null, dScale: row, dShift: row },
      attributes: { eps },
    };
  });

  check('runningStatistics', 100, (choose) => {
    const { row, mean, variance } = batch(choose);
    return {
      op: 'runningStatistics',
      inputs: { mean, variance },
      out: { runningMean: row, runningVariance: variance },
      attributes: { momentum: choose.of(0.1, 1), count: choose.of(1, 2, 100) },
    };
  });
});

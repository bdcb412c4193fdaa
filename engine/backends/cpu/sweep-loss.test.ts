/** The kernels of losses against the reference. */
import { sizeOf } from '../../../model/shape.ts';
import { sweepAll } from './sweep.fixture.ts';

sweepAll('the loss kernels', 20260902, (check) => {
  check('softmaxCrossEntropy', 400, (choose) => {
    const classes = choose.of(1, 2, 3, 4, 5, 10, 17, 65, 1000);
    const shape = choose.chance(0.3)
      ? [choose.whole(1, 3), choose.whole(1, 5), classes]
      : [choose.whole(1, 20), classes];
    const count = sizeOf(shape);
    const spread = choose.of(1, 10, 200);
    const kind = choose.of('class', 'shares', 'weights');
    const chosen = choose.whole(0, classes - 1);
    const targets = Float64Array.from({ length: count }, (_, i) => {
      if (kind === 'class') return Number((i + Math.floor(i / classes)) % classes === chosen);
      if (kind === 'shares') return 1 / classes;
      return choose.chance(0.5) ? 0 : choose.draws.normal() ** 2;
    });
    const hole = choose.chance(0.05);
    return {
      op: 'softmaxCrossEntropy',
      inputs: { scores: { shape, draw: (draws, i) => (hole && i === 0 ? Number.NaN : spread * draws.normal()) } },
      out: { result: { shape: [1] }, gradient: choose.chance(0.8) ? { shape } : null },
      attributes: { targets, factor: choose.of(1, 1 / 64) },
    };
  });
});

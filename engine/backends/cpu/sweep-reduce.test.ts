/** Sums and maxima over any axes against the reference. */
import { sweepAll } from './sweep.fixture.ts';

sweepAll('the kernels of reductions', 20260906, (check) => {
  for (const fn of ['sum', 'max'] as const)
    check(fn, 500, (choose) => {
      const rank = choose.whole(1, 5);
      const long = choose.whole(0, rank - 1);
      const shape = Array.from({ length: rank }, (_, axis) =>
        axis === long ? choose.of(1, 5, 16, 63, 65, 130, 256, 1025, 2100) : choose.of(1, 1, 2, 3, 4, 6),
      );
      const axes = shape.map((_, axis) => axis).filter(() => choose.chance(0.5));
      const keeps = choose.chance(0.5);
      const out = shape.flatMap((extent, axis) => (axes.includes(axis) ? (keeps ? [1] : []) : [extent]));
      const hole = choose.chance(0.05);
      const draw = () => (hole && choose.chance(0.01) ? Number.NaN : choose.draws.normal() + 1);
      return { op: 'reduce', inputs: { x: { shape, draw } }, out: { shape: out }, attributes: { fn, axes } };
    });
});

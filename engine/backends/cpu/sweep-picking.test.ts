/** Rows and pixels by number, and random numbers, against the reference. */
import { type Chooser, sweepAll } from './sweep.fixture.ts';

/** For each place of the result one of `extent`, or −1. */
const picksOf = (choose: Chooser, extent: number, count: number) =>
  Array.from({ length: count }, () => (choose.chance(0.2) ? -1 : choose.whole(0, extent - 1)));

function pixels(choose: Chooser) {
  const [images, height, width] = [choose.whole(1, 3), choose.whole(1, 7), choose.whole(1, 7)];
  const channels = choose.of(1, 2, 3, 4, 5, 8, 17);
  const rows = picksOf(choose, height, choose.whole(1, 12));
  const columns = picksOf(choose, width, choose.whole(1, 12));
  return {
    x: { shape: [images, height, width, channels] },
    y: { shape: [images, rows.length, columns.length, channels] },
    attributes: { rows, columns },
  };
}

function rowsByNumber(choose: Chooser) {
  const rows = choose.of(1, 2, 5, 65, 300);
  const row = choose.of([], [1], [3], [16], [33], [4, 5], [64], [200]);
  const index = choose.of([1], [7], [40], [3, 5], [2, 64]);
  return {
    x: { shape: [rows, ...row] },
    index: { shape: index, draw: (draws: Chooser['draws']) => draws.below(rows) },
    y: { shape: [...index, ...row] },
  };
}

const placeOf = (choose: Chooser) => ({
  seed: choose.of(0, 7, 2 ** 31 + 5, 2 ** 53 - 1, choose.whole(0, 2 ** 40)),
  purpose: choose.of('dropout', 'init'),
  ...(choose.chance(0.7) ? { time: choose.of(1, 1000, 2 ** 32 - 1) } : {}),
  ...(choose.chance(0.7) ? { index: choose.whole(0, 100) } : {}),
});

sweepAll('the kernels that pick and draw', 20260912, (check) => {
  check(
    'gather',
    200,
    (choose) => {
      const { x, index, y } = rowsByNumber(choose);
      return { op: 'gather', inputs: { x, index }, out: y };
    },
    0,
  );

  check(
    'gatherGradient',
    300,
    (choose) => {
      const { x, index, y } = rowsByNumber(choose);
      return { op: 'gatherGradient', inputs: { dy: y, index }, out: x };
    },
    1e-6,
  );

  check(
    'pickPixels',
    200,
    (choose) => {
      const { x, y, attributes } = pixels(choose);
      return { op: 'pickPixels', inputs: { x }, out: y, attributes };
    },
    0,
  );

  check(
    'pickPixelsGradient',
    300,
    (choose) => {
      const { x, y, attributes } = pixels(choose);
      return { op: 'pickPixelsGradient', inputs: { dy: y }, out: x, attributes };
    },
    1e-6,
  );

  for (const distribution of ['uniform', 'normal'] as const)
    check(
      `random ${distribution}`,
      100,
      (choose) => {
        const attributes = { distribution, place: placeOf(choose) };
        return { op: 'random', inputs: {}, out: { shape: [choose.whole(1, 200)] }, attributes };
      },
      distribution === 'uniform' ? 0 : 1e-7,
    );

  check(
    'dropout',
    200,
    (choose) => {
      const shape = [choose.whole(1, 200)];
      const attributes = { p: choose.of(0, 0.1, 0.25, 0.5, 0.9), place: placeOf(choose) };
      const inPlace = choose.chance(0.5) ? { inPlace: 'x' } : {};
      return { op: 'dropout', inputs: { x: { shape } }, out: { shape }, attributes, ...inPlace };
    },
    1e-6,
  );

  check('constant', 50, (choose) => {
    const shape = [choose.of(1, 3, 100, 70_000)];
    const drawn = Float64Array.from({ length: shape[0] as number }, () => choose.draws.normal());
    const values = choose.chance(0.5) ? drawn : choose.draws.normal();
    return { op: 'constant', inputs: {}, out: { shape }, attributes: { values } };
  });

  check('matmul', 400, (choose) => {
    const [rows, columns, depth] = [0, 1, 2].map(() => choose.of(1, 2, 3, 5, 6, 8, 9, 16, 33, 64, 100)) as [
      number,
      number,
      number,
    ];
    const leading = choose.of([], [1], [3], [2, 4], [12]);
    const [transposeA, transposeB] = [choose.chance(0.5), choose.chance(0.5)];
    return {
      op: 'matmul',
      inputs: {
        a: { shape: [...leading, ...(transposeA ? [depth, rows] : [rows, depth])] },
        b: { shape: [...leading, ...(transposeB ? [columns, depth] : [depth, columns])] },
      },
      out: { shape: [...leading, rows, columns] },
      attributes: { transposeA, transposeB },
    };
  });

  check('matmul, of more products than are packed at a time', 3, (choose) => {
    const [rows, columns, depth] = [choose.of(64, 61), choose.of(60, 64), choose.of(64, 128)];
    const [count, transposeB] = [choose.of(67, 130), choose.chance(0.5)];
    return {
      op: 'matmul',
      inputs: {
        a: { shape: [count, depth, rows] },
        b: { shape: [count, ...(transposeB ? [columns, depth] : [depth, columns])] },
      },
      out: { shape: [count, rows, columns] },
      attributes: { transposeA: true, transposeB },
    };
  });
});

/** Numbers put elsewhere, against the reference: every number must be the same. */
import { type Chooser, sweepAll } from './sweep.fixture.ts';

const extentOf = (choose: Chooser) => choose.of(1, 1, 2, 3, 4, 5, 8, 9, 16);

const shapeOf = (choose: Chooser, most = 5) => Array.from({ length: choose.whole(1, most) }, () => extentOf(choose));

/** A box inside a field: where it begins, and the extents of both. */
function boxOf(choose: Chooser) {
  const box = shapeOf(choose, 4);
  const begin = box.map(() => choose.of(0, 0, 1, 2, 5));
  const field = box.map((extent, axis) => begin[axis] + extent + choose.of(0, 0, 1, 3));
  return { box, begin, field };
}

sweepAll('the kernels of structure', 20260911, (check) => {
  check('reshape', 30, (choose) => {
    const shape = shapeOf(choose);
    const out = { shape: shape.toReversed() };
    return { op: 'reshape', inputs: { x: { shape } }, out, ...(choose.chance(0.3) ? { inPlace: 'x' } : {}) };
  });

  check(
    'permute',
    800,
    (choose) => {
      const large = choose.chance(0.1);
      const shape = large
        ? [choose.of(1, 3), choose.of(31, 32, 33, 70), choose.of(31, 32, 65)]
        : shapeOf(choose, choose.of(2, 3, 4, 6));
      const axes = shape.map((_, axis) => axis);
      for (let i = axes.length - 1; i > 0; i--) {
        const j = choose.whole(0, i);
        [axes[i], axes[j]] = [axes[j] as number, axes[i] as number];
      }
      const out = { shape: axes.map((axis) => shape[axis] as number) };
      return { op: 'permute', inputs: { x: { shape } }, out, attributes: { axes } };
    },
    0,
  );

  check(
    'repeat',
    400,
    (choose) => {
      const out = shapeOf(choose);
      const shape = out.map((extent) => (choose.chance(0.5) ? 1 : extent)).slice(choose.of(0, 0, out.length - 1));
      return { op: 'repeat', inputs: { x: { shape } }, out: { shape: out } };
    },
    0,
  );

  check(
    'slice',
    400,
    (choose) => {
      const { box, begin, field } = boxOf(choose);
      return { op: 'slice', inputs: { x: { shape: field } }, out: { shape: box }, attributes: { begin } };
    },
    0,
  );

  check(
    'embedIn',
    400,
    (choose) => {
      const { box, begin, field } = boxOf(choose);
      const value = choose.of(0, 0, -1.5, Number.NEGATIVE_INFINITY, Number.NaN);
      return { op: 'embedIn', inputs: { x: { shape: box } }, out: { shape: field }, attributes: { begin, value } };
    },
    0,
  );

  check(
    'concat',
    300,
    (choose) => {
      const shape = choose.chance(0.1) ? [choose.of(1, 2), choose.of(300, 1000)] : shapeOf(choose, 4);
      const axis = choose.whole(0, shape.length - 1);
      const parts = Array.from({ length: choose.whole(1, 4) }, () => ({
        shape: shape.map((extent, i) => (i === axis ? extentOf(choose) : extent)),
      }));
      const total = parts.reduce((sum, part) => sum + (part.shape[axis] as number), 0);
      const out = { shape: shape.map((extent, i) => (i === axis ? total : extent)) };
      return { op: 'concat', inputs: { parts }, out, attributes: { axis } };
    },
    0,
  );
});

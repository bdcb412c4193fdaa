/** The kernels that normalize parts of samples against the reference. */
import type { Parts } from '../../ops/part-norm.ts';
import { type Chooser, sweepAll } from './sweep.fixture.ts';

/** Rows as layer normalization has them, groups of channels, and single channels, with numbers far from zero. */
function drawn(choose: Chooser) {
  const kind = choose.of('row', 'groups', 'channels');
  const rows = kind === 'row' ? choose.of(1, 2, 3, 7, 65, 130) : choose.of(1, 2, 3, 5);
  const pixels = kind === 'row' ? 1 : choose.of(1, 2, 9, 16, 65, 130);
  const groups = kind === 'row' ? 1 : choose.of(1, 2, 3, 8);
  const channels = kind === 'channels' ? 1 : choose.of(2, 3, 4, 5, 8, 31, 48, 65, 1100);
  const parts: Parts = [rows, pixels, groups, channels];
  const offset = choose.of(0, 0, 0, 10);
  const hole = choose.chance(0.05);
  const ofParts = [rows, groups];
  return {
    parts,
    x: {
      shape: [rows, pixels, groups * channels],
      draw: () => (hole && choose.chance(0.01) ? Number.NaN : offset + choose.draws.normal()),
    },
    y: { shape: [rows, pixels, groups * channels] },
    row: { shape: [groups * channels] },
    part: { shape: ofParts },
    mean: { shape: ofParts, draw: () => offset + choose.draws.normal() },
    variance: { shape: ofParts, draw: () => choose.draws.normal() ** 2 },
    eps: choose.of(1e-5, 1e-3),
  };
}

sweepAll('the kernels that normalize parts', 20261202, (check) => {
  check('partNorm', 300, (choose) => {
    const { parts, x, y, row, part, eps } = drawn(choose);
    return {
      op: 'partNorm',
      inputs: { x, scale: row, shift: row },
      out: { y, mean: part, variance: part },
      attributes: { eps, parts },
    };
  });

  check('partNormGradient', 300, (choose) => {
    const { parts, x, y, row, mean, variance, eps } = drawn(choose);
    return {
      op: 'partNormGradient',
      inputs: { x, scale: row, mean, variance, dy: y },
      out: { dx: choose.chance(0.8) ? y : null, dScale: row, dShift: row },
      attributes: { eps, parts },
    };
  });
});

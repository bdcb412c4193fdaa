/**
 * The gradient of 3 × 3 filters: a convolution whose filters are 4 × 4 tiles of dy, F(3×3, 4×4), summed over all tiles
 * before it is transformed back. Of the same points, so the transform of x is that of the forward pass.
 */
import { address, int, share, take } from '../command';
import { outerTile, ROWS, wide, wideOuterTile } from '../tile';
import { findPixels, pixels, spread, way } from './points';
import { transformGradient, transformInput } from './transforms';

/**
 * Sums over ranges of tiles. Ints: x, dy, sums, zeros for one pixel of either; 4 workspace, bytes of it for each thread;
 * 6 images, rows, columns and channels of x, rows, columns and channels of dy; 13 rows and columns of padding before;
 * 15 tiles and panels that are worked on at a time, how many ranges, bytes from the sums of one to those of the next; 19
 * channels of a pixel of dy, of which these are some.
 */
export function winogradSums(command: usize, thread: i32): void {
  const zeros = address(command, 3);
  const rows = int(command, 7);
  const cols = int(command, 8);
  const channels = int(command, 9);
  const outRows = int(command, 10);
  const outCols = int(command, 11);
  const filters = int(command, 12);
  const tilesDown = (outRows + 3) >> 2;
  const tilesAcross = (outCols + 3) >> 2;
  const tilesOfImage = tilesDown * tilesAcross;
  const tiles = int(command, 6) * tilesOfImage;
  const panels = (filters + 7) >> 3;
  const atATime = int(command, 15);
  const panelsOfBlock = int(command, 16);
  const ranges = int(command, 17);
  const across = (panels + panelsOfBlock - 1) / panelsOfBlock;
  const pixelBytes = <usize>channels << 2;
  const filterBytes = <usize>filters << 2;
  const outBytes = <usize>int(command, 19) << 2;
  const sixes = (channels + ROWS - 1) / ROWS;
  const cStep = <usize>panels * 32;
  const sumStep = spread(sixes * ROWS * panels * 8);
  const vStep = spread(atATime * channels);
  const wStep = spread(atATime * panelsOfBlock * 8);
  const v = address(command, 4) + <usize>thread * address(command, 5);
  const w = v + 36 * vStep;
  for (let work = take(command); work < ranges * across; work = take(command)) {
    const range = work / across;
    const firstPanel = (work % across) * panelsOfBlock;
    const ownPanels = min(panelsOfBlock, panels - firstPanel);
    const from = <usize>firstPanel * 32;
    const last = min(filterBytes, from + <usize>ownPanels * 32);
    const sums = address(command, 2) + <usize>range * address(command, 18) + from;
    const end = share(tiles, 1, range + 1, ranges);
    const begin = share(tiles, 1, range, ranges);
    for (let first = begin; first < end; first += atATime) {
      const count = min(atATime, end - first);
      const panelStep = <usize>count * 32;
      for (let t = 0; t < count; t++) {
        const image = (first + t) / tilesOfImage;
        const place = (first + t) % tilesOfImage;
        const row = (place / tilesAcross) * 4;
        const col = (place % tilesAcross) * 4;
        const x = address(command, 0) + <usize>(image * rows * cols) * pixelBytes;
        findPixels(x, zeros, row - int(command, 13), col - int(command, 14), rows, cols, pixelBytes, 6);
        transformInput(pixels(), way(), v + <usize>t * pixelBytes, vStep, pixelBytes, wide);
        const dy = address(command, 1) + <usize>(image * outRows * outCols) * outBytes;
        findPixels(dy, zeros, row, col, outRows, outCols, outBytes, 4);
        transformGradient(pixels(), way(), w + <usize>t * 32, wStep, panelStep, from, last, wide);
      }
      for (let point: usize = 0; point < 36; point++) {
        let p = 0;
        while (p < ownPanels) {
          const two = wide && p + 1 < ownPanels;
          const b = w + point * wStep + <usize>p * panelStep;
          for (let s = 0; s < sixes; s++) {
            const c = sums + point * sumStep + <usize>(s * ROWS) * cStep + <usize>p * 32;
            const a = v + point * vStep + <usize>s * 24;
            if (two) wideOuterTile(a, pixelBytes, b, b + panelStep, 32, 1, 1, count, 0, 0, c, cStep, first > begin);
            else outerTile(a, pixelBytes, b, 32, 1, 1, count, 0, 0, c, cStep, first > begin);
          }
          p += two ? 2 : 1;
        }
      }
    }
    if (begin === end)
      for (let point: usize = 0; point < 36; point++)
        for (let i: usize = 0; i < <usize>(sixes * ROWS); i++)
          memory.fill(sums + point * sumStep + i * cStep, 0, <usize>ownPanels * 32);
  }
}

/** Of points 0, ±1, ±2, ∞. */
@inline
function gather(m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, to: usize, gap: usize): void {
  const sum = f32x4.add(m1, m2);
  const difference = f32x4.sub(m1, m2);
  const far = f32x4.add(m3, m4);
  const farDifference = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(m0, sum), far));
  v128.store(to + gap, f32x4.add(difference, f32x4.add(farDifference, farDifference)));
  v128.store(to + 2 * gap, f32x4.add(f32x4.add(sum, f32x4.mul(f32x4.splat(4), far)), m5));
}

/** The gradient of the filters from the sums of `winogradSums`. Ints: sums, gradient, channels, filters, ranges, bytes from the sums of one to those of the next, filters of which these are some. */
export function winogradGradient(command: usize, thread: i32, threads: i32): void {
  const channels = int(command, 2);
  const filters = int(command, 3);
  const ranges = int(command, 4);
  const panels = (filters + 7) >> 3;
  const sumStep = spread(((channels + ROWS - 1) / ROWS) * ROWS * panels * 8);
  const element = <usize>(channels * int(command, 6)) << 2;
  const end = share(channels, 1, thread + 1, threads);
  for (let channel = share(channels, 1, thread, threads); channel < end; channel++) {
    for (let f: usize = 0; f < <usize>filters << 2; f += 16) {
      const from = address(command, 0) + <usize>channel * <usize>panels * 32 + f;
      for (let point: usize = 0; point < 36; point++) {
        let p = from + point * sumStep;
        let sum = v128.load(p);
        for (let range = 1; range < ranges; range++) {
          p += address(command, 5);
          sum = f32x4.add(sum, v128.load(p));
        }
        v128.store(way() + (point << 4), sum);
      }
      for (let j: usize = 0; j < 6; j++) {
        const p = way() + (j << 4);
        gather(
          v128.load(p),
          v128.load(p, 96),
          v128.load(p, 192),
          v128.load(p, 288),
          v128.load(p, 384),
          v128.load(p, 480),
          p,
          96,
        );
      }
      const to = address(command, 1) + <usize>channel * (<usize>int(command, 6) << 2) + f;
      for (let i: usize = 0; i < 3; i++) {
        const p = way() + 96 * i;
        gather(
          v128.load(p),
          v128.load(p, 16),
          v128.load(p, 32),
          v128.load(p, 48),
          v128.load(p, 64),
          v128.load(p, 80),
          to + 3 * i * element,
          element,
        );
      }
    }
  }
}

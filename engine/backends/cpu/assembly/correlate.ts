/** Products AᵀB, which gradients of weights are: sums over all places of a grid. */
import { address, int, take } from './command';
import { copyFew } from './copy-few';
import { scratch } from './scratch';
import { COLUMNS, outerTile, ROWS, wide, wideOuterTile } from './tile';

/** In scratch, where a tile that hangs over its matrix is kept: 6 rows of 16 numbers. */
const SPARE: usize = 256;

/** A tile of which only `height` × `width` numbers belong to C, of up to 8 columns or of 16: computed aside. */
function outerTileAside(
  a: usize,
  aStep: usize,
  b: usize,
  next: usize,
  bStep: usize,
  planes: i32,
  rows: i32,
  length: i32,
  rowStep: usize,
  planeStep: usize,
  c: usize,
  cStep: usize,
  adds: bool,
  height: i32,
  width: i32,
): void {
  const spare = scratch + SPARE;
  const two = width > COLUMNS;
  for (let r: usize = 0; adds && r < <usize>height; r++) copyRow(spare + r * 64, c + r * cStep, width);
  if (two) wideOuterTile(a, aStep, b, next, bStep, planes, rows, length, rowStep, planeStep, spare, 64, adds);
  else outerTile(a, aStep, b, bStep, planes, rows, length, rowStep, planeStep, spare, 64, adds);
  for (let r: usize = 0; r < <usize>height; r++) copyRow(c + r * cStep, spare + r * 64, width);
}

/** 16 numbers, or up to 8. */
@inline
function copyRow(to: usize, from: usize, width: i32): void {
  copyFew(to, from, min(width, COLUMNS));
  if (width > COLUMNS) copyFew(to + 32, from + 32, COLUMNS);
}

/**
 * C[tap][i][j] = Σ A[place + offset of the tap][i] · B[place][j], plus C. Ints: A, B, C; 3 offsets of the taps in
 * bytes, how many taps; 5 how many i and j; 7 images, rows and columns of places, numbers from one to the next of each
 * in A, numbers from 6 of i to the next 6; 14 numbers from a tap to the next in C and from one i to the next; 16 how
 * many products, numbers from one to the next in A, B and C; 20 whether added to C; 21 images that are worked on at a
 * time; 22 sixes of i and panels of j in a block of work; 24 numbers from a panel of B to the next and from a place to the
 * next.
 */
export function correlate(command: usize): void {
  const offsets = address(command, 3);
  const taps = int(command, 4);
  const m = int(command, 5);
  const n = int(command, 6);
  const images = int(command, 7);
  const rows = int(command, 8);
  const cols = int(command, 9);
  const imageStep = <usize>int(command, 10) << 2;
  const rowStep = <usize>int(command, 11) << 2;
  const colStep = <usize>int(command, 12) << 2;
  const tileStep = <usize>int(command, 13) << 2;
  const cStep = <usize>int(command, 15) << 2;
  const adds = int(command, 20) !== 0;
  const atATime = int(command, 21);
  const highest = int(command, 22);
  const widest = int(command, 23);
  const tiles = (m + ROWS - 1) / ROWS;
  const panels = (n + COLUMNS - 1) / COLUMNS;
  const panelStep = <usize>int(command, 24) << 2;
  const bStep = <usize>int(command, 25) << 2;
  const down = (tiles + highest - 1) / highest;
  const across = (panels + widest - 1) / widest;
  const blocks = taps * down * across;
  const work = int(command, 16) * blocks;
  for (let i = take(command); i < work; i = take(command)) {
    const matrix = <usize>(i / blocks);
    const tap = (i % blocks) / (down * across);
    const block = i % (down * across);
    const firstTile = (block / across) * highest;
    const endTile = min(tiles, firstTile + highest);
    const firstPanel = (block % across) * widest;
    const endPanel = min(panels, firstPanel + widest);
    const a = address(command, 0) + matrix * (<usize>int(command, 17) << 2) + <usize>load<u32>(offsets + (<usize>tap << 2));
    const b = address(command, 1) + matrix * (<usize>int(command, 18) << 2);
    const c = address(command, 2) + matrix * (<usize>int(command, 19) << 2) + <usize>tap * (<usize>int(command, 14) << 2);
    for (let image = 0; image < images; image += atATime) {
      const planes = min(atATime, images - image);
      const ownA = a + <usize>image * imageStep;
      const ownB = b + <usize>(image * rows * cols) * bStep;
      let p = firstPanel;
      while (p < endPanel) {
        const two = wide && p + 1 < endPanel && n >= (p + 2) * COLUMNS;
        const width = two ? 2 * COLUMNS : min(COLUMNS, n - p * COLUMNS);
        const panel = ownB + <usize>p * panelStep;
        const next = panel + panelStep;
        const more = adds || image > 0;
        for (let t = firstTile; t < endTile; t++) {
          const from = ownA + <usize>t * tileStep;
          const to = c + <usize>(t * ROWS) * cStep + <usize>p * 32;
          const height = min(ROWS, m - t * ROWS);
          if (height < ROWS || width < COLUMNS)
            outerTileAside(
              from,
              colStep,
              panel,
              next,
              bStep,
              planes,
              rows,
              cols,
              rowStep,
              imageStep,
              to,
              cStep,
              more,
              height,
              width,
            );
          else if (two)
            wideOuterTile(from, colStep, panel, next, bStep, planes, rows, cols, rowStep, imageStep, to, cStep, more);
          else outerTile(from, colStep, panel, bStep, planes, rows, cols, rowStep, imageStep, to, cStep, more);
        }
        p += two ? 2 : 1;
      }
    }
  }
}

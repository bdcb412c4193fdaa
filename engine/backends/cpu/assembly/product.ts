/**
 * Matrix products, in blocks that stay in the caches (Goto and van de Geijn, Anatomy of high-performance matrix
 * multiplication, 2008). Rows of A are read where they lie, so a convolution is a product too: its rows are windows.
 */
import { address, bounds, clips, int, take } from './command';
import { copyFew } from './copy-few';
import { scratch } from './scratch';
import { packPanel } from './pack';
import { COLUMNS, DESCRIPTION, ROWS, tile, wide, wideTile } from './tile';

/** In scratch: the description of a tile that hangs over C, its 8 numbers of bias, its numbers; then descriptions. */
const ASIDE: usize = 0;
const ASIDE_BIAS: usize = 64;
const ASIDE_TILE: usize = 128;
const DESCRIPTIONS: usize = 1024;
/** In scratch: a panel of B that is packed when it is wanted. */
const PANEL: usize = 65536;

/** Bytes from a number's place to that of the same number in the next of several. */
@inline
function apart(command: usize, i: i32): usize {
  return <usize>int(command, i) << 2;
}

/**
 * Describes tiles `first` to `end`. The rows of a product are places of a grid: `cols` in a row, `rows` in an image; a
 * step along each is so many numbers in A and in C.
 */
function describe(command: usize, a: usize, c: usize, first: i32, end: i32): void {
  const images = int(command, 14);
  const rows = int(command, 15);
  const cols = int(command, 16);
  const aCol = apart(command, 19);
  const cCol = apart(command, 22);
  const last = images * rows * cols - 1;
  let place = first * ROWS;
  let image = place / (rows * cols);
  let row = (place / cols) % rows;
  let col = place % cols;
  let ownA = a + <usize>image * apart(command, 17) + <usize>row * apart(command, 18) + <usize>col * aCol;
  let ownC = c + <usize>image * apart(command, 20) + <usize>row * apart(command, 21) + <usize>col * cCol;
  let to = scratch + DESCRIPTIONS;
  for (let t = first; t < end; t++) {
    for (let r: usize = 0; r < 6; r++) {
      store<u32>(to + (r << 2), <u32>ownA);
      store<u32>(to + (r << 2), <u32>ownC, 24);
      if (place >= last) continue;
      place++;
      col++;
      ownA += aCol;
      ownC += cCol;
      if (col < cols) continue;
      col = 0;
      row++;
      if (row === rows) {
        row = 0;
        image++;
      }
      ownA = a + <usize>image * apart(command, 17) + <usize>row * apart(command, 18);
      ownC = c + <usize>image * apart(command, 20) + <usize>row * apart(command, 21);
    }
    to += DESCRIPTION;
  }
}

/** A tile of which only `width` columns belong to C: computed aside. */
export function tileAside(
  rows: usize,
  runs: i32,
  length: i32,
  lastLength: i32,
  offsets: usize,
  b: usize,
  column: usize,
  bias: usize,
  adds: bool,
  bounds: usize,
  width: i32,
): void {
  const aside = scratch + ASIDE;
  const spare = scratch + ASIDE_TILE;
  for (let r: usize = 0; r < 6; r++) {
    const own = spare + r * 32;
    store<u32>(aside + (r << 2), load<u32>(rows + (r << 2)));
    store<u32>(aside + (r << 2), <u32>own, 24);
    const target = <usize>load<u32>(rows + (r << 2), 24) + column;
    if (adds) copyFew(own, target, width);
  }
  let ownBias: usize = 0;
  if (bias !== 0) {
    ownBias = scratch + ASIDE_BIAS;
    copyFew(ownBias, bias, width);
  }
  tile(aside, runs, length, lastLength, offsets, b, 0, ownBias, adds, bounds);
  for (let r: usize = 0; r < 6; r++)
    copyFew(<usize>load<u32>(rows + (r << 2), 24) + column, spare + r * 32, width);
}

/**
 * C = A·B, plus C or a bias, clipped. Ints: A, packed B, C, bias or 0; 4 offsets of the runs of a row of A in bytes, how
 * many runs, numbers in a run and in the last, runs that are worked on at a time; 9 columns; 10 how many products,
 * numbers from one to the next in A, B and C; 14 images, rows and columns of places, numbers from one to the next of
 * each in A and in C; 23 whether added to C; 24 tiles and panels of a block of work; 26 whether B is not packed, and
 * then its numbers from a row to the next and from a column to the next.
 */
export function product(command: usize): void {
  const offsets = address(command, 4);
  const runs = int(command, 5);
  const length = int(command, 6);
  const lastLength = int(command, 7);
  const atATime = int(command, 8);
  const n = int(command, 9);
  const tiles = (int(command, 14) * int(command, 15) * int(command, 16) + ROWS - 1) / ROWS;
  const panels = (n + COLUMNS - 1) / COLUMNS;
  const adds = int(command, 23) !== 0;
  const allBounds = clips(command) ? bounds(command) : 0;
  const tilesOfBlock = int(command, 24);
  const panelsOfBlock = int(command, 25);
  const loose = int(command, 26) !== 0;
  const rowStep = apart(command, 27);
  const columnStep = apart(command, 28);
  const down = (tiles + tilesOfBlock - 1) / tilesOfBlock;
  const across = (panels + panelsOfBlock - 1) / panelsOfBlock;
  const work = int(command, 10) * down * across;
  const depth = runs === 0 ? 0 : (runs - 1) * length + lastLength;
  for (let i = take(command); i < work; i = take(command)) {
    const matrix = <usize>(i / (down * across));
    const block = i % (down * across);
    const firstTile = (block / across) * tilesOfBlock;
    const endTile = min(tiles, firstTile + tilesOfBlock);
    const firstPanel = (block % across) * panelsOfBlock;
    const endPanel = min(panels, firstPanel + panelsOfBlock);
    const c = address(command, 2) + matrix * apart(command, 13);
    describe(command, address(command, 0) + matrix * apart(command, 11), c, firstTile, endTile);
    const ownB = address(command, 1) + matrix * apart(command, 12);
    const bias = int(command, 3) === 0 ? 0 : address(command, 3) + matrix * <usize>n * 4;
    let first = 0;
    do {
      const count = min(atATime, runs - first);
      const last = first + count === runs;
      const ownLast = last ? lastLength : length;
      const ownBounds = last ? allBounds : <usize>0;
      const ownOffsets = offsets + (<usize>first << 2);
      const ownAdds = adds || first > 0;
      const own = (count - 1) * length + ownLast;
      let p = firstPanel;
      while (p < endPanel) {
        const column = <usize>p * 32;
        const ownBias = bias === 0 || first > 0 ? 0 : bias + column;
        const width = min(COLUMNS, n - p * COLUMNS);
        const two = wide && p + 1 < endPanel && n >= (p + 2) * COLUMNS;
        let panel = ownB + (<usize>p * <usize>depth + <usize>(first * length)) * 32;
        let next = panel + (<usize>depth << 5);
        if (loose) {
          panel = scratch + PANEL;
          next = panel + (<usize>own << 5);
          const from = ownB + <usize>(p * COLUMNS) * columnStep + <usize>(first * length) * rowStep;
          packPanel(from, panel, own, width, rowStep, columnStep);
          if (two) packPanel(from + <usize>COLUMNS * columnStep, next, own, COLUMNS, rowStep, columnStep);
        }
        const end = scratch + DESCRIPTIONS + <usize>(endTile - firstTile) * DESCRIPTION;
        for (let rows = scratch + DESCRIPTIONS; rows < end; rows += DESCRIPTION) {
          if (two) wideTile(rows, count, length, ownLast, ownOffsets, panel, next, column, ownBias, ownAdds, ownBounds);
          else if (width === COLUMNS) tile(rows, count, length, ownLast, ownOffsets, panel, column, ownBias, ownAdds, ownBounds);
          else tileAside(rows, count, length, ownLast, ownOffsets, panel, column, ownBias, ownAdds, ownBounds, width);
        }
        p += two ? 2 : 1;
      }
      first += count;
    } while (first < runs);
  }
}

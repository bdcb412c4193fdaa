/**
 * Convolution with 3 × 3 filters at stride 1 by Winograd's minimal filtering F(4×4, 3×3) (Lavin and Gray, Fast
 * algorithms for convolutional neural networks, 2015): 36 products where windows take 144. Of the points 0, ±1, ±2, ∞.
 */
import { address, bounds, int, take } from '../command';
import { scratch } from '../scratch';
import { DESCRIPTION, ROWS, tile, wide, wideTile } from '../tile';
import { findPixels, pixels, spread, way } from './points';
import { transformInput, transformOutput } from './transforms';

/** In scratch: the offset of a run; descriptions of tiles. */
const RUN: usize = 1280;
const DESCRIPTIONS: usize = 8192;

/**
 * y = x ∗ filters, clipped. Ints: x, transformed filters, y, bias or 0, zeros for one pixel of x; 5 workspace, bytes of it for
 * each thread; 7 images, rows, columns and channels of x, rows, columns and channels of y; 14 rows and columns of
 * padding before; 16 tiles and panels of a block of work; 18 channels of a pixel of y, of which these are some.
 */
export function winogradProduct(command: usize, thread: i32): void {
  const zeros = address(command, 4);
  const rows = int(command, 8);
  const cols = int(command, 9);
  const channels = int(command, 10);
  const outRows = int(command, 11);
  const outCols = int(command, 12);
  const filters = int(command, 13);
  const tilesDown = (outRows + 3) >> 2;
  const tilesAcross = (outCols + 3) >> 2;
  const tilesOfImage = tilesDown * tilesAcross;
  const tiles = int(command, 7) * tilesOfImage;
  const panels = (filters + 7) >> 3;
  const tilesOfBlock = int(command, 16);
  const panelsOfBlock = int(command, 17);
  const down = (tiles + tilesOfBlock - 1) / tilesOfBlock;
  const across = (panels + panelsOfBlock - 1) / panelsOfBlock;
  const pixelBytes = <usize>channels << 2;
  const filterBytes = <usize>filters << 2;
  const outBytes = <usize>int(command, 18) << 2;
  const imageBytes = <usize>(rows * cols) * pixelBytes;
  const outImageBytes = <usize>(outRows * outCols) * outBytes;
  const uStep = spread(panels * 8 * channels);
  const v = address(command, 5) + <usize>thread * address(command, 6);
  const vStep = spread(tilesOfBlock * channels);
  const m = v + 36 * vStep;
  store<u32>(scratch + RUN, 0);
  for (let work = take(command); work < down * across; work = take(command)) {
    const first = (work / across) * tilesOfBlock;
    const count = min(tilesOfBlock, tiles - first);
    const firstPanel = (work % across) * panelsOfBlock;
    const ownPanels = min(panelsOfBlock, panels - firstPanel);
    const width = <usize>ownPanels * 32;
    const mStep = spread(tilesOfBlock * ownPanels * 8);
    for (let t = 0; t < count; t++) {
      const image = (first + t) / tilesOfImage;
      const place = (first + t) % tilesOfImage;
      const row = (place / tilesAcross) * 4 - int(command, 14);
      const col = (place % tilesAcross) * 4 - int(command, 15);
      findPixels(address(command, 0) + <usize>image * imageBytes, zeros, row, col, rows, cols, pixelBytes, 6);
      transformInput(pixels(), way(), v + <usize>t * pixelBytes, vStep, pixelBytes, wide);
    }
    const sixes = (count + ROWS - 1) / ROWS;
    for (let point: usize = 0; point < 36; point++) {
      const to = scratch + DESCRIPTIONS;
      for (let t = 0; t < sixes * ROWS; t++) {
        const own = <usize>min(t, count - 1);
        const entry = to + <usize>(t / ROWS) * DESCRIPTION + (<usize>(t % ROWS) << 2);
        store<u32>(entry, <u32>(v + point * vStep + own * pixelBytes));
        store<u32>(entry, <u32>(m + point * mStep + own * width), 24);
      }
      const panelStep = <usize>channels * 32;
      const end = to + <usize>sixes * DESCRIPTION;
      let p = 0;
      while (p < ownPanels) {
        const two = wide && p + 1 < ownPanels;
        const b = address(command, 1) + point * uStep + <usize>(firstPanel + p) * panelStep;
        const column = <usize>p * 32;
        for (let tileAt = to; tileAt < end; tileAt += DESCRIPTION) {
          if (two) wideTile(tileAt, 1, channels, channels, scratch + RUN, b, b + panelStep, column, 0, false, 0);
          else tile(tileAt, 1, channels, channels, scratch + RUN, b, column, 0, false, 0);
        }
        p += two ? 2 : 1;
      }
    }
    const bias = address(command, 3);
    for (let t = 0; t < count; t++) {
      const image = (first + t) / tilesOfImage;
      const place = (first + t) % tilesOfImage;
      const row = (place / tilesAcross) * 4;
      const col = (place % tilesAcross) * 4;
      const channel = <usize>firstPanel * 32;
      transformOutput(
        way(),
        m + <usize>t * width,
        mStep,
        address(command, 2) + <usize>image * outImageBytes + <usize>(row * outCols + col) * outBytes + channel,
        <usize>outCols * outBytes,
        outBytes,
        min(width, filterBytes - channel),
        min(4, outRows - row),
        min(4, outCols - col),
        bias === 0 ? bias : bias + channel,
        bounds(command),
        wide,
      );
    }
  }
}

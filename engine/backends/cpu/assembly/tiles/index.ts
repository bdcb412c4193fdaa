/** What the module of tiles gives: see `../tile.ts`. */
export { outerTile } from './outer-tile';
export { tile } from './tile';
export { tileOfFour } from './tile-of-four';
export { wideOuterTile } from './wide-outer-tile';
export { wideTile } from './wide-tile';
export { wideTileOfFour } from './wide-tile-of-four';

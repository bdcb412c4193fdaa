/** What the module of tiles gives: see `../tile.ts`, `../pooling-tiles.ts`, `../function-runs.ts` and `../winograd/transforms.ts`. */
export { mapFunction, mapSlope, powersAlong } from './functions';
export { addToFirst } from './pooling';
export { outerTile } from './outer-tile';
export { tile } from './tile';
export { tileOfFour } from './tile-of-four';
export { wideOuterTile } from './wide-outer-tile';
export { wideTile } from './wide-tile';
export { wideTileOfFour } from './wide-tile-of-four';
export { transformFilters, transformTurnedFilters } from './winograd/filters';
export { transformGradient } from './winograd/gradient';
export { transformInput } from './winograd/input';
export { transformOutput } from './winograd/output';

/** When and how convolutions with 3 × 3 filters are computed by Winograd's minimal filtering: see `assembly/winograd/`. */
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import { padded } from '../product.ts';
import type { Geometry } from './geometry.ts';

/** Points of a transformed tile. */
const POINTS = 36;
/** Pixels that a tile gives along each axis. */
const TILE = 4;
/** Numbers between points beyond those of a point: see `spread`. */
const GAP = 16;

/** Numbers of transformed tiles that are worked on at a time where they are summed. */
const SUMMED = 2 ** 18;
/** Numbers of sums of which every thread may have its own. */
const OWN_SUMS = 2 ** 19;

/** Numbers of transformed filters, or of sums for them, that are held at a time. */
const TRANSFORMED_FILTERS = 2 ** 22;

/** Tiles of a block of work. */
const TILES = 24;

/** Cycles, as measured: to transform a tile of four channels, and the filters of a channel and four filters. */
const TRANSFORM = 110;
const TRANSFORM_FILTERS = 150;
/** Multiply-adds a cycle of a product over windows and of one over transformed tiles. */
const DIRECT = 7.4;
const TRANSFORMED = 6.8;

/** Whether it can be used, and is expected to be faster than a product over the windows. */
export function pays(geometry: Geometry): boolean {
  if (!fits(geometry)) return false;
  const { batch, channels, filters, axes } = geometry;
  const [outRows, outColumns] = [axes[1].output, axes[2].output];
  const tiles = batch * tilesOf(outRows, outColumns);
  const direct = (batch * outRows * outColumns * 9 * channels * filters) / DIRECT;
  const products = (tiles * POINTS * channels * filters) / TRANSFORMED;
  const transforms = (tiles * TRANSFORM * (channels + filters)) / 4 + (TRANSFORM_FILTERS * channels * filters) / 4;
  return products + transforms < direct;
}

/** Whether filters are 3 × 3 at stride 1, over channels that vectors of four divide. */
function fits({ channels, filters, groups, axes: [planes, rows, columns] }: Geometry): boolean {
  const square = [rows, columns].every((axis) => axis.kernel === 3 && axis.stride === 1 && axis.dilation === 1);
  const flat = planes.input === 1 && planes.kernel === 1 && planes.output === 1;
  return square && flat && groups === 1 && channels % 4 === 0 && filters % 4 === 0;
}

const tilesOf = (outRows: number, outColumns: number) => Math.ceil(outRows / TILE) * Math.ceil(outColumns / TILE);

interface Pass {
  readonly batch: number;
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly outRows: number;
  readonly outColumns: number;
  readonly filters: number;
  readonly before: readonly [rows: number, columns: number];
}

/** Calls `part` with as many columns at a time as there is room for, of so many numbers each. */
function inTurns(columns: number, numbers: number, part: (first: number, count: number) => void): void {
  const turns = Math.ceil((columns * numbers) / TRANSFORMED_FILTERS);
  const most = padded(Math.ceil(columns / turns), 8);
  for (let first = 0; first < columns; first += most) part(first, Math.min(most, columns - first));
}

function run(machine: Machine, x: number, w: number, bias: number, y: number, pass: Pass, turned: boolean): void {
  const { batch, rows, columns, channels, outRows, outColumns, filters, before } = pass;
  const [inputs, outputs] = turned ? [filters, channels] : [channels, filters];
  const all = batch * tilesOf(outRows, outColumns);
  const zeros = machine.zeros(channels);
  inTurns(filters, POINTS * channels, (first, count) => {
    const panels = padded(count, 8) / 8;
    const transformed = machine.take(POINTS * (panels * 8 * channels + GAP));
    machine.command(kernel.WINOGRAD_FILTERS, [w, transformed, inputs, outputs, Number(turned), first, count]);
    let [tiles, ownPanels] = [Math.min(TILES, padded(all, 6)), panels];
    const blocks = () => Math.ceil(all / tiles) * Math.ceil(panels / ownPanels);
    while (blocks() < 2 * machine.threads && ownPanels > 4) ownPanels = Math.ceil(ownPanels / 2);
    const own = POINTS * (tiles * (channels + ownPanels * 8) + 2 * GAP);
    const workspace = machine.take(own * machine.threads);
    machine.command(kernel.WINOGRAD_PRODUCT, [
      ...[x, transformed, y + 4 * first, bias === 0 ? 0 : bias + 4 * first, zeros, workspace, 4 * own],
      ...[batch, rows, columns, channels, outRows, outColumns, count, ...before, tiles, ownPanels, filters],
    ]);
    machine.give(workspace);
    machine.give(transformed);
  });
}

export function winogradForward(
  machine: Machine,
  x: number,
  w: number,
  bias: number,
  y: number,
  geometry: Geometry,
): void {
  const { batch, channels, filters, axes } = geometry;
  const [, row, column] = axes;
  const out = { outRows: row.output, outColumns: column.output, filters };
  const before = [row.before, column.before] as const;
  run(machine, x, w, bias, y, { batch, rows: row.input, columns: column.input, channels, ...out, before }, false);
}

/** The gradient of the input is dy, convolved with filters turned by 180°. */
export function winogradInputGradient(machine: Machine, dy: number, w: number, dx: number, geometry: Geometry): void {
  const { batch, channels, filters, axes } = geometry;
  const [, row, column] = axes;
  const out = { outRows: row.input, outColumns: column.input, filters: channels };
  const before = [2 - row.before, 2 - column.before] as const;
  run(
    machine,
    dy,
    w,
    0,
    dx,
    { batch, rows: row.output, columns: column.output, channels: filters, ...out, before },
    true,
  );
}

export function winogradFilterGradient(machine: Machine, x: number, dy: number, dw: number, geometry: Geometry): void {
  const { batch, channels, filters, axes } = geometry;
  const [, row, column] = axes;
  const all = batch * tilesOf(row.output, column.output);
  const zeros = machine.zeros(Math.max(channels, filters));
  inTurns(filters, POINTS * padded(channels, 6), (first, count) => {
    const panels = padded(count, 8) / 8;
    const sums = POINTS * (padded(channels, 6) * panels * 8 + GAP);
    // Threads share the tiles where each can have sums of its own, else the filters.
    const ranges = sums <= OWN_SUMS ? machine.threads : 1;
    const ownPanels = ranges > 1 ? panels : Math.ceil(panels / machine.threads);
    const most = Math.floor(SUMMED / (POINTS * (channels + ownPanels * 8)));
    const tiles = Math.max(1, Math.min(Math.ceil(all / ranges), Math.max(24, most)));
    const own = POINTS * (tiles * (channels + ownPanels * 8) + 2 * GAP);
    const workspace = machine.take(own * machine.threads + padded(channels, 6));
    const summed = machine.take(sums * ranges);
    machine.command(kernel.WINOGRAD_SUMS, [
      ...[x, dy + 4 * first, summed, zeros, workspace, 4 * own],
      ...[batch, row.input, column.input, channels, row.output, column.output, count, row.before, column.before],
      ...[tiles, ownPanels, ranges, 4 * sums, filters],
    ]);
    machine.command(kernel.WINOGRAD_GRADIENT, [summed, dw + 4 * first, channels, count, ranges, 4 * sums, filters]);
    machine.give(summed);
    machine.give(workspace);
  });
}

/** Convolutions with 3 × 3 filters by Winograd's minimal filtering: see `assembly/winograd/`. */
import type { Geometry } from '../../../../model/workspace/geometry.ts';
import { padded } from '../../../../model/workspace/places.ts';
import { ROWS } from '../../../../model/workspace/products.ts';
import {
  filtersOfProduct,
  filtersOfSums,
  forwardProduct,
  inputProduct,
  productWork,
  sumsWork,
  type TileProduct,
} from '../../../../model/workspace/winograd.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';

interface Pass extends TileProduct {
  readonly rows: number;
  readonly columns: number;
  readonly before: readonly [rows: number, columns: number];
}

/** Calls `part` with at most so many columns at a time. */
function inTurns(columns: number, most: number, part: (first: number, count: number) => void): void {
  for (let first = 0; first < columns; first += most) part(first, Math.min(most, columns - first));
}

function run(machine: Machine, x: number, w: number, bias: number, y: number, pass: Pass, turned: boolean): void {
  const { batch, rows, columns, channels, outRows, outColumns, filters, before } = pass;
  const [inputs, outputs] = turned ? [filters, channels] : [channels, filters];
  const zeros = machine.zeros(channels);
  inTurns(filters, filtersOfProduct(pass), (first, count) => {
    const work = productWork(pass, count, machine.threads);
    const transformed = machine.take(work.transformed);
    machine.command(kernel.WINOGRAD_FILTERS, [w, transformed, inputs, outputs, Number(turned), first, count]);
    const workspace = machine.take(work.own * machine.threads);
    machine.command(kernel.WINOGRAD_PRODUCT, [
      ...[x, transformed, y + 4 * first, bias === 0 ? 0 : bias + 4 * first, zeros, workspace, 4 * work.own],
      ...[batch, rows, columns, channels, outRows, outColumns, count, ...before, work.tiles, work.ownPanels, filters],
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
  const [, row, column] = geometry.axes;
  const own = { ...forwardProduct(geometry), rows: row.input, columns: column.input };
  run(machine, x, w, bias, y, { ...own, before: [row.before, column.before] }, false);
}

/** The gradient of the input is dy, convolved with filters turned by 180°. */
export function winogradInputGradient(machine: Machine, dy: number, w: number, dx: number, geometry: Geometry): void {
  const [, row, column] = geometry.axes;
  const own = { ...inputProduct(geometry), rows: row.output, columns: column.output };
  run(machine, dy, w, 0, dx, { ...own, before: [2 - row.before, 2 - column.before] }, true);
}

export function winogradFilterGradient(machine: Machine, x: number, dy: number, dw: number, geometry: Geometry): void {
  const { batch, channels, filters, axes } = geometry;
  const [, row, column] = axes;
  const zeros = machine.zeros(Math.max(channels, filters));
  inTurns(filters, filtersOfSums(geometry), (first, count) => {
    const { sums, ranges, tiles, ownPanels, own } = sumsWork(geometry, count, machine.threads);
    const workspace = machine.take(own * machine.threads + padded(channels, ROWS));
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

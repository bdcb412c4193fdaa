/** Matrix products on the machine: what to pack, and how to cut the work. */
import * as kernel from './kernel-ids.ts';
import type { Machine } from './machine.ts';

export const ROWS = 6;
export const COLUMNS = 8;

export const padded = (count: number, to: number) => Math.ceil(count / to) * to;

/** Rows of numbers, `step` from one row to the next; several matrices lie `apart` from one to the next. */
export interface Matrix {
  readonly place: number;
  readonly step: number;
  readonly apart?: number;
}

export interface Product {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  /** How many products; 1 where it is not given. */
  readonly count?: number;
  /** A row of numbers that is added to each row of the result. */
  readonly bias?: number;
  readonly adds?: boolean;
  readonly relu?: boolean;
}

/** Rows of a block of work: few enough that all threads find some, many enough that a panel of B is worth loading. */
function blockOf(rows: number, columns: number, count: number, threads: number): [rows: number, columns: number] {
  const wanted = 4 * threads;
  let [down, across] = [96, padded(columns, COLUMNS)];
  const blocks = () => count * Math.ceil(rows / down) * Math.ceil(columns / across);
  while (blocks() < wanted && down > 24 && rows > 24) down -= 24;
  while (blocks() < wanted && across > 2 * COLUMNS) across = padded(across / 2, COLUMNS);
  return [down, across];
}

/** Packs B, where its rows lie along memory or, `turned`, its columns do. The place is the caller's to give back. */
export function packed(machine: Machine, b: Matrix, rows: number, columns: number, turned = false, count = 1): number {
  const panelStep = rows * COLUMNS;
  const size = padded(columns, COLUMNS) * rows;
  const place = machine.take(size * count);
  const steps = turned ? [1, b.step] : [b.step, 1];
  machine.command(kernel.PACK, [b.place, place, rows, columns, ...steps, panelStep, count, b.apart ?? 0, size]);
  return place;
}

/** C = A·B with A's rows as they lie and B packed. */
export function multiply(machine: Machine, a: Matrix, packedB: number, c: Matrix, product: Product): void {
  const { rows, columns, depth, count = 1, bias = 0, adds = false, relu = false } = product;
  const size = padded(columns, COLUMNS) * depth;
  machine.command(kernel.PRODUCT, [
    a.place,
    packedB,
    c.place,
    bias,
    rows,
    columns,
    depth,
    a.step,
    c.step,
    Number(relu),
    Number(adds),
    count,
    a.apart ?? 0,
    size,
    c.apart ?? 0,
    ...blockOf(rows, columns, count, machine.threads),
  ]);
}

/** C = AᵀB; the rows of both lie along memory. */
export function multiplyRows(machine: Machine, a: Matrix, b: Matrix, c: Matrix, product: Product): void {
  const { rows, columns, depth, count = 1, adds = false } = product;
  const packedB = packed(machine, b, depth, columns, false, count);
  const size = padded(rows, ROWS) * depth;
  const packedA = machine.take(size * count);
  machine.command(kernel.PACK_ROWS, [a.place, packedA, depth, rows, a.step, count, a.apart ?? 0, size]);
  const [down, across] = blockOf(rows, columns, count, machine.threads);
  machine.command(kernel.PRODUCT_OF_ROWS, [
    packedA,
    packedB,
    c.place,
    rows,
    columns,
    depth,
    c.step,
    Number(adds),
    count,
    size,
    padded(columns, COLUMNS) * depth,
    c.apart ?? 0,
    down / ROWS,
    across / COLUMNS,
  ]);
  machine.give(packedA);
  machine.give(packedB);
}

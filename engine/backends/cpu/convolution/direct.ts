/**
 * Convolution as products over the windows as they lie (Dukhan, The indirect convolution algorithm, 2019): the columns
 * of a window that lie side by side, with all their channels, are one run of numbers.
 */
import {
  hungExtents,
  images,
  overhang,
  packsGradient,
  paddedExtents,
  phases,
} from '../../../../model/workspace/direct.ts';
import { type Geometry, product, type Three, three } from '../../../../model/workspace/geometry.ts';
import { padded } from '../../../../model/workspace/places.ts';
import { COLUMNS } from '../../../../model/workspace/products.ts';
import type { Machine } from '../machine.ts';
import { correlation, gridProduct, packed, packInto, type Runs } from '../product.ts';
import { bordered } from './bordered.ts';

/** The input with its padding. */
function paddedInput(machine: Machine, x: number, { batch, channels, axes }: Geometry) {
  const source = { place: x, images: batch, extents: three(axes, ({ input }) => input), channels };
  return bordered(
    machine,
    source,
    three(axes, ({ before }) => before),
    paddedExtents(axes),
  );
}

/** The runs of a window: its elements in order, neighbours joined. `channels` lie from one element to the next. */
function windowRuns([, rows, columns]: Three, axes: Geometry['axes'], channels: number, width: number): Runs {
  const joined = axes[2].dilation === 1 && channels === width;
  const offsets: number[] = [];
  for (let p = 0; p < axes[0].kernel; p++) {
    for (let r = 0; r < axes[1].kernel; r++) {
      const start = (p * axes[0].dilation * rows + r * axes[1].dilation) * columns;
      if (joined) offsets.push(start * channels);
      else for (let c = 0; c < axes[2].kernel; c++) offsets.push((start + c * axes[2].dilation) * channels);
    }
  }
  return { offsets, length: joined ? axes[2].kernel * width : width };
}

/** One product for each image where windows run over planes too, else one over all images. */
function grids({ batch, axes, channels, filters }: Geometry, [planes, rows, columns]: Three) {
  const [p, r, c] = axes;
  const [size, outSize] = [planes * rows * columns * channels, p.output * r.output * c.output * filters];
  const a = { row: r.stride * columns * channels, col: c.stride * channels };
  const out = { row: c.output * filters, col: filters };
  const plane = { rows: r.output, cols: c.output };
  if (p.output === 1)
    return [{ x: 0, y: 0, grid: { images: batch, ...plane }, a: { image: size, ...a }, c: { image: outSize, ...out } }];
  return Array.from({ length: batch }, (_, n) => ({
    x: n * size,
    y: n * outSize,
    grid: { images: p.output, ...plane },
    a: { image: p.stride * rows * columns * channels, ...a },
    c: { image: r.output * c.output * filters, ...out },
  }));
}

/** Calls `run` with `most` images at a time. */
function inTurns(geometry: Geometry, most: number, run: (part: Geometry, first: number) => void): void {
  const { batch } = geometry;
  for (let first = 0; first < batch; first += most) run({ ...geometry, batch: Math.min(most, batch - first) }, first);
}

/** Bytes from an image of x, and of y, to the next. */
const imageBytes = ({ axes, channels, filters }: Geometry) => ({
  ofX: 4 * channels * product(axes, ({ input }) => input),
  ofY: 4 * filters * product(axes, ({ output }) => output),
});

export function directForward(machine: Machine, x: number, w: number, bias: number, y: number, own: Geometry): void {
  const { ofX, ofY } = imageBytes(own);
  inTurns(own, images.forward(own), (part, first) => forward(machine, x + first * ofX, w, bias, y + first * ofY, part));
}

function forward(machine: Machine, x: number, w: number, bias: number, y: number, geometry: Geometry): void {
  const { channels, filters, groups, axes } = geometry;
  const [perGroup, ownFilters] = [channels / groups, filters / groups];
  const input = paddedInput(machine, x, geometry);
  const runs = windowRuns(input.extents, axes, channels, perGroup);
  const depth = product(axes, ({ kernel }) => kernel) * perGroup;
  const b = packed(machine, { place: w, step: filters, apart: ownFilters }, depth, ownFilters, groups);
  for (const { x: from, y: to, grid, a, c } of grids(geometry, input.extents)) {
    gridProduct(machine, {
      a: { place: input.place + 4 * from, apart: perGroup, ...a },
      b,
      c: { place: y + 4 * to, apart: ownFilters, ...c },
      grid,
      runs,
      columns: ownFilters,
      count: groups,
      bias,
    });
  }
  machine.give(b);
  input.done();
}

export function directFilterGradient(machine: Machine, x: number, dy: number, dw: number, own: Geometry): void {
  const { ofX, ofY } = imageBytes(own);
  inTurns(own, images.filters(own), (part, first) =>
    filterGradient(machine, x + first * ofX, dy + first * ofY, dw, part, first > 0),
  );
}

function filterGradient(machine: Machine, x: number, dy: number, dw: number, geometry: Geometry, adds: boolean): void {
  const { batch, channels, filters, groups, axes } = geometry;
  const [perGroup, ownFilters] = [channels / groups, filters / groups];
  const input = paddedInput(machine, x, geometry);
  const taps = windowRuns(input.extents, axes, channels, perGroup);
  const places = product(axes, ({ output }) => output);
  const lying = { place: dy, step: filters, apart: ownFilters };
  const b = packsGradient(geometry) ? packed(machine, lying, batch * places, ownFilters, groups) : null;
  for (const [n, { x: from, grid, a }] of grids(geometry, input.extents).entries()) {
    correlation(machine, {
      a: { place: input.place + 4 * from, apart: perGroup, ...a },
      b: b === null ? { ...lying, place: dy + 4 * n * places * filters } : b + 4 * n * places * COLUMNS,
      panel: batch * places,
      c: { place: dw, tap: taps.length * filters, step: filters, apart: ownFilters },
      grid,
      taps,
      columns: ownFilters,
      count: groups,
      adds: adds || n > 0,
    });
  }
  if (b !== null) machine.give(b);
  input.done();
}

/**
 * Inputs that lie `stride` apart are reached by the same elements of the kernel, from neighbouring outputs: for each
 * such set the gradient is a convolution of dy at stride 1.
 */
export function directInputGradient(machine: Machine, dy: number, w: number, dx: number, own: Geometry): void {
  const { ofX, ofY } = imageBytes(own);
  inTurns(own, images.input(own), (part, first) => inputGradient(machine, dy + first * ofY, w, dx + first * ofX, part));
}

function inputGradient(machine: Machine, dy: number, w: number, dx: number, geometry: Geometry): void {
  const { batch, channels, filters, groups, axes } = geometry;
  const [perGroup, ownFilters] = [channels / groups, filters / groups];
  const hanging = three(axes, overhang);
  const extents = hungExtents(axes);
  const before: Three = [hanging[0][0], hanging[1][0], hanging[2][0]];
  const source = { place: dy, images: batch, extents: three(axes, ({ output }) => output), channels: filters };
  const field = bordered(machine, source, before, extents);
  const [, rows, columns] = extents;
  const [planeAxis, rowAxis, columnAxis] = axes;
  const imageSize = planeAxis.input * rowAxis.input * columnAxis.input * channels;
  for (const p of phases(planeAxis)) {
    for (const r of phases(rowAxis)) {
      for (const c of phases(columnAxis)) {
        const elements = p.elements.flatMap((plane) =>
          r.elements.flatMap((row) => c.elements.map((column) => ({ plane, row, column }))),
        );
        const offsets = elements.map(
          ({ plane, row, column }) =>
            (((plane.output + before[0]) * rows + row.output + before[1]) * columns + column.output + before[2]) *
            filters,
        );
        const depth = elements.length * ownFilters;
        const size = padded(perGroup, COLUMNS) * depth;
        const b = machine.take(size * groups);
        for (const [i, { plane, row, column }] of elements.entries()) {
          const element = (plane.element * rowAxis.kernel + row.element) * columnAxis.kernel + column.element;
          packInto(
            machine,
            { place: w + 4 * element * perGroup * filters, step: filters, apart: ownFilters, turned: true },
            b + 4 * i * ownFilters * COLUMNS,
            { rows: ownFilters, columns: perGroup, panelStep: depth * COLUMNS, count: groups, size },
          );
        }
        const target = ((p.first * rowAxis.input + r.first) * columnAxis.input + c.first) * channels;
        const a = { row: columns * filters, col: filters };
        const out = { row: rowAxis.stride * columnAxis.input * channels, col: columnAxis.stride * channels };
        const single = p.count === 1;
        for (let n = 0; n < (single ? 1 : batch); n++) {
          gridProduct(machine, {
            a: {
              place: field.place + 4 * n * extents[0] * rows * columns * filters,
              apart: ownFilters,
              image: single ? extents[0] * rows * columns * filters : rows * columns * filters,
              ...a,
            },
            b,
            c: {
              place: dx + 4 * (n * imageSize + target),
              apart: perGroup,
              image: single ? imageSize : planeAxis.stride * rowAxis.input * columnAxis.input * channels,
              ...out,
            },
            grid: { images: single ? batch : p.count, rows: r.count, cols: c.count },
            runs: joinedRuns(offsets, ownFilters, groups === 1),
            columns: perGroup,
            count: groups,
          });
        }
        machine.give(b);
      }
    }
  }
  field.done();
}

/** Runs of one length that lie one behind the other, in as few as keep one length. */
function joinedRuns(offsets: readonly number[], length: number, join: boolean): Runs {
  if (!join) return { offsets, length };
  for (let together = offsets.length; together > 1; together--) {
    if (offsets.length % together !== 0) continue;
    const follows = offsets.every((offset, i) => i % together === 0 || offset === offsets[i - 1] + length);
    if (follows) return { offsets: offsets.filter((_, i) => i % together === 0), length: length * together };
  }
  return { offsets, length };
}

/** Convolutions of which every channel has one filter of its own: see `assembly/depthwise.ts`. */
import type { Geometry } from '../../../../model/workspace/geometry.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';

/** The window, as the kernels want it. */
const windowOf = ({ axes: [, rows, columns] }: Geometry) =>
  (['kernel', 'stride', 'dilation', 'before'] as const).flatMap((name) => [rows[name], columns[name]]);

const inputOf = ({ axes: [, rows, columns] }: Geometry) => [rows.input, columns.input];
const outputOf = ({ axes: [, rows, columns] }: Geometry) => [rows.output, columns.output];

export function depthwiseForward(machine: Machine, x: number, w: number, bias: number, y: number, own: Geometry): void {
  machine.command(kernel.DEPTHWISE, [
    ...[x, w, bias, y, own.batch, ...inputOf(own), ...outputOf(own), own.channels],
    ...windowOf(own),
    0,
  ]);
}

export function depthwiseInputGradient(machine: Machine, dy: number, w: number, dx: number, own: Geometry): void {
  machine.command(kernel.DEPTHWISE, [
    ...[dy, w, 0, dx, own.batch, ...outputOf(own), ...inputOf(own), own.channels],
    ...windowOf(own),
    1,
  ]);
}

export function depthwiseFilterGradient(machine: Machine, x: number, dy: number, dw: number, own: Geometry): void {
  machine.command(kernel.DEPTHWISE_FILTER_GRADIENT, [
    ...[x, dw, 0, dy, own.batch, ...inputOf(own), ...outputOf(own), own.channels],
    ...windowOf(own),
  ]);
}

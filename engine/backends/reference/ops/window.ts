/** Windows along one, two or three axes, seen as three: missing axes in front have one element. */
import type { Pooling, Sliding } from '../../../ops/ops.ts';

export interface Window {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

const three = (values: readonly number[], missing: number) => [
  ...Array.from({ length: 3 - values.length }, () => missing),
  ...values,
];

export function windowOf(kernel: readonly number[], { stride, pad, dilation }: Sliding): Window {
  return {
    kernel: three(kernel, 1),
    stride: three(stride, 1),
    dilation: three(dilation ?? kernel.map(() => 1), 1),
    before: three(
      kernel.map((_, axis) => pad[2 * axis]),
      0,
    ),
    after: three(
      kernel.map((_, axis) => pad[2 * axis + 1]),
      0,
    ),
  };
}

export const poolWindow = (pooling: Pooling): Window => windowOf(pooling.window, pooling);

/** The three extents between the batch and the channels. */
export const spaceOf = (shape: readonly number[]): readonly number[] => three(shape.slice(1, -1), 1);

/** The elements of one axis that output element `at` sees, each with its number in the window; padding is left out. */
export function seen(window: Window, axis: number, at: number, extent: number): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let k = 0; k < window.kernel[axis]; k++) {
    const element = at * window.stride[axis] + k * window.dilation[axis] - window.before[axis];
    if (element >= 0 && element < extent) found.push([element, k]);
  }
  return found;
}

/** Calls `visit` with the flat positions of every input element and every element of the window that an output position sees. */
export function slideOver(
  window: Window,
  input: readonly number[],
  output: readonly number[],
  visit: (out: number, inputs: readonly (readonly [position: number, element: number])[]) => void,
): void {
  const axes = output.map((extent, axis) =>
    Array.from({ length: extent }, (_, at) => seen(window, axis, at, input[axis])),
  );
  let out = 0;
  for (const planes of axes[0]) {
    for (const rows of axes[1]) {
      for (const columns of axes[2]) {
        const inputs = planes.flatMap(([plane, a]) =>
          rows.flatMap(([row, b]) =>
            columns.map(
              ([column, c]) =>
                [
                  (plane * input[1] + row) * input[2] + column,
                  (a * window.kernel[1] + b) * window.kernel[2] + c,
                ] as const,
            ),
          ),
        );
        visit(out++, inputs);
      }
    }
  }
}

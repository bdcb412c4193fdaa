/**
 * The arithmetic of a window sliding along one, two or three axes, shared by convolution and pooling:
 * out = ⌊(in − span + pad)/stride⌋ + 1 with span = dilation·(kernel − 1) + 1 (CS231n, lecture 5; Dumoulin and Visin, 2016).
 */
import type { Extent } from '../../shape.ts';
import type { FieldWindow } from '../spec.ts';

/** Before and after along each axis in turn, or a rule that works them out. */
export type Sides = 'same' | 'valid' | readonly number[];

/** A window by axis: one entry for each axis it slides along. */
export interface Sliding {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly pad: Sides;
  /** The last window may hang over the end as long as it starts in the input or the padding before it (PyTorch's `ceil_mode`). */
  readonly ceil?: boolean;
}

/** Arguments by axis; `null` while one of them is unknown. */
export function slidingOf(
  kernel: readonly number[] | null,
  stride: readonly number[] | null,
  pad: Sides | null,
  dilation: readonly number[] | null,
): Sliding | null {
  if (kernel === null || stride === null || pad === null || dilation === null) return null;
  return { kernel, stride, pad, dilation };
}

/** A lone number as the size of one axis. */
export const one = (value: number | null) => (value === null ? null : [value]);

/** One axis worked out. */
export interface WindowAxis {
  readonly out: Extent;
  /** Extent of the window, dilation included. */
  readonly span: number;
  readonly before: number;
  readonly after: number;
  /** Elements at the end of the input itself, not of the padding, that no window reaches. */
  readonly unseen: number;
  /** The windows end where the padded input ends. */
  readonly exact: boolean;
}

/** Extent of a kernel whose elements lie `dilation` apart. */
export const spanOf = (kernel: number, dilation: number) => dilation * (kernel - 1) + 1;

/** Padding of one axis. `same` gives ⌈in/stride⌉ outputs and puts the odd one after (Keras). */
function sides(input: Extent, span: number, stride: number, pad: Sides, axis: number): readonly [number, number] {
  if (pad === 'valid') return [0, 0];
  if (pad !== 'same') return [pad[2 * axis] ?? 0, pad[2 * axis + 1] ?? 0];
  const total = input === null ? span - 1 : Math.max(0, (Math.ceil(input / stride) - 1) * stride + span - input);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** Works out axis number `axis` of a window for an input of that extent. */
export function slide(input: Extent, sliding: Sliding, axis: number): WindowAxis {
  const stride = sliding.stride[axis]!;
  const span = spanOf(sliding.kernel[axis]!, sliding.dilation[axis]!);
  const [before, after] = sides(input, span, stride, sliding.pad, axis);
  if (input === null) return { out: null, span, before, after, unseen: 0, exact: true };
  const steps = (input - span + before + after) / stride;
  const exact = Number.isInteger(steps);
  let out = Math.floor(steps) + 1;
  if (sliding.ceil === true && !exact) {
    out = Math.ceil(steps) + 1;
    if ((out - 1) * stride >= input + before) out--;
  }
  const reached = (out - 1) * stride + span - before;
  return { out, span, before, after, unseen: out < 1 ? input : Math.max(0, input - reached), exact };
}

/** All axes of a window; extents that are not known stay so. */
export const slideAll = (extents: readonly Extent[] | null, sliding: Sliding): readonly WindowAxis[] =>
  sliding.kernel.map((_, axis) => slide(extents?.[axis] ?? null, sliding, axis));

/** The output's extents; unknown all together where the window does not go in. */
export function outputExtents(axes: readonly WindowAxis[]): readonly Extent[] {
  const fits = axes.every(({ out }) => out === null || out >= 1);
  return axes.map(({ out }) => (fits ? out : null));
}

/** What one output element sees along height and width; steps stand in the place of height, depth is left out. */
export function fieldOf(axes: readonly WindowAxis[], stride: readonly number[]): FieldWindow {
  const first = axes.at(-2) ?? axes[0]!;
  const second = axes.length === 1 ? null : axes.at(-1)!;
  return {
    kernel: [first.span, second?.span ?? 1],
    stride: [stride.at(-2) ?? stride[0]!, second === null ? 1 : stride.at(-1)!],
    before: [first.before, second?.before ?? 0],
  };
}

/** Whether the window goes in and all of the input is seen, as far as it is known. */
export const isCovered = (axes: readonly WindowAxis[]): boolean =>
  axes.every(({ out, unseen }) => (out === null || out >= 1) && unseen === 0);

/** Padding worked out for the extents at hand. */
import type { Padding, Size } from '../../model/catalog/arguments.ts';
import { slide } from '../../model/layers/convolution/window.ts';
import type { Sides } from '../ops/ops.ts';

/** The four sides of the padding of a window over batch × height × width × channels. */
export function sidesOf(shape: readonly number[], kernel: Size, stride: Size, pad: Padding): Sides {
  const rows = slide(shape[1] ?? null, kernel[0], stride[0], pad, 0);
  const columns = slide(shape[2] ?? null, kernel[1], stride[1], pad, 1);
  return [rows.before, rows.after, columns.before, columns.after];
}

/** Padding worked out for the extents at hand. */
import type { Padding, Size } from '../../model/catalog/arguments.ts';
import { slide } from '../../model/layers/window/arithmetic.ts';
import type { Sides } from '../ops/ops.ts';

/** The four sides of the padding of a window over batch × height × width × channels. */
export function sidesOf(shape: readonly number[], kernel: Size, stride: Size, pad: Padding): Sides {
  const sliding = { kernel, stride, pad, dilation: [1, 1] };
  const rows = slide(shape[1] ?? null, sliding, 0);
  const columns = slide(shape[2] ?? null, sliding, 1);
  return [rows.before, rows.after, columns.before, columns.after];
}

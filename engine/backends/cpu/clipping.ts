/**
 * Kernels that keep what they store between the bounds of their command. A clip in place behind the commands that have
 * written a tensor needs no command of its own then: `Machine.clip` gives these its bounds.
 */
import * as kernel from './kernel-ids.ts';

export const clipping: ReadonlySet<number> = new Set([
  kernel.ADD,
  kernel.DEPTHWISE,
  kernel.NORMALIZE,
  kernel.PRODUCT,
  kernel.WINOGRAD_PRODUCT,
]);

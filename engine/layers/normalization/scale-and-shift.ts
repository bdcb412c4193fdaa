import type { NodeContext } from '../layer-run.ts';

/** What a normalized tensor is multiplied by and what is added to it, by channel: 1 and 0 where nothing is learned. */
export function scaleAndShift<T, Args>(
  { ops, weights, temporary }: NodeContext<T, Args>,
  shape: readonly number[],
): { readonly scale: T; readonly shift: T } {
  if (weights.weight !== undefined) return { scale: weights.weight, shift: weights.bias };
  const [scale, shift] = [1, 0].map((values) => {
    const tensor = temporary(shape);
    ops.constant({}, tensor, { values });
    return tensor;
  });
  return { scale, shift };
}

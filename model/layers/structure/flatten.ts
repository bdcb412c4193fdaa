import { describeShape, formatExtents, isLeading, product, type Shape, vector, withLeading } from '../../shape.ts';
import { defineLayer } from '../spec.ts';

export const flatten = defineLayer({
  name: 'flatten',
  doc: 'Lays an image or a volume out as a vector of features in the order channel, (slice,) row, column, as PyTorch does, so that weights move between the two unchanged. Steps and items before an image are kept: 128 items × 7×7×256 give 128 items × 12544 features. Steps × features become one vector, step after step.',
  source: 'CS231n, lecture 5',
  example: 'flatten',
  args: {},
  keeps: [],
  memory: 'own',
  infer({ inputs }) {
    const input = inputs[0] ?? null;
    if (input === null) return { output: null, global: true };
    const at = leadingAxes(input);
    const laid = input.extents.slice(at);
    const count = product(laid);
    const output = withLeading({ axes: input.axes.slice(0, at), extents: input.extents.slice(0, at) }, vector(count));
    const each =
      at === 0
        ? ''
        : ` for each of ${describeShape({ axes: input.axes.slice(0, at), extents: input.extents.slice(0, at) })}`;
    const arithmetic =
      laid.length > 1 ? [`${formatExtents(laid).replaceAll('×', ' · ')} = ${count ?? '?'}${each}`] : [];
    return { output, global: true, arithmetic };
  },
});

/** How many axes stand before an image or a volume; none where the whole is steps or items of features. */
function leadingAxes({ axes }: Shape): number {
  if (axes.at(-1) !== 'channels') return 0;
  return Math.max(
    0,
    axes.findIndex((axis) => !isLeading(axis)),
  );
}

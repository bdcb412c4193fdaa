/** Weights change layout at the edges only: files hold PyTorch's, operations want kernel height × kernel width × in × out. */

/** `data` of extents `shape` with axes in the order `axes`. */
export function permute(data: Float32Array, shape: readonly number[], axes: readonly number[]): Float32Array {
  const rank = shape.length;
  const strides = new Array<number>(rank).fill(1);
  for (let i = rank - 2; i >= 0; i--) strides[i] = strides[i + 1] * shape[i + 1];
  const outShape = axes.map((axis) => shape[axis]);
  const steps = axes.map((axis) => strides[axis]);
  const out = new Float32Array(data.length);
  const index = new Array<number>(rank).fill(0);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = data[from];
    for (let axis = rank - 1; axis >= 0; axis--) {
      index[axis]++;
      from += steps[axis];
      if (index[axis] < outShape[axis]) break;
      from -= steps[axis] * outShape[axis];
      index[axis] = 0;
    }
  }
  return out;
}

/** Axis i of ours is axis `layout[i]` of PyTorch's. */
export type Layout = readonly number[];

/** By rank: out × in → in × out, out × in × width → width × in × out, and so on. */
export function usualLayout(rank: number): Layout {
  if (rank < 2) return Array.from({ length: rank }, (_, axis) => axis);
  return [...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1, 0];
}

/** Our extents of a weight whose extents in PyTorch's layout are `shape`. */
export const ownShape = (shape: readonly number[], layout: Layout = usualLayout(shape.length)): number[] =>
  layout.map((axis) => shape[axis]);

const isSame = (layout: Layout) => layout.every((axis, i) => axis === i);

export const fromTorch = (
  data: Float32Array,
  shape: readonly number[],
  layout: Layout = usualLayout(shape.length),
): Float32Array => (isSame(layout) ? data : permute(data, shape, layout));

export const toTorch = (
  data: Float32Array,
  shape: readonly number[],
  layout: Layout = usualLayout(shape.length),
): Float32Array => {
  if (isSame(layout)) return data;
  const back = layout.map((_, axis) => layout.indexOf(axis));
  return permute(data, ownShape(shape, layout), back);
};

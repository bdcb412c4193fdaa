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

/** Axes of PyTorch's layout in our order, by rank: out × in × h × w → h × w × in × out, out × in → in × out. */
const inward: Record<number, readonly number[]> = { 1: [0], 2: [1, 0], 4: [2, 3, 1, 0] };
const outward: Record<number, readonly number[]> = { 1: [0], 2: [1, 0], 4: [3, 2, 0, 1] };

/** Our extents of a weight whose extents in PyTorch's layout are `shape`. */
export const ownShape = (shape: readonly number[]): number[] => inward[shape.length].map((axis) => shape[axis]);

export const fromTorch = (data: Float32Array, shape: readonly number[]): Float32Array =>
  shape.length === 1 ? data : permute(data, shape, inward[shape.length]);

export const toTorch = (data: Float32Array, shape: readonly number[]): Float32Array =>
  shape.length === 1 ? data : permute(data, ownShape(shape), outward[shape.length]);

/** Two tensors walked together by index: axes along which both lie as one are joined. */

/** Axes around the innermost one that a command has room for. */
const MOST_OUTER = 7;

/** How far an axis goes, and how many numbers each tensor moves on with each index. */
export interface WalkedAxis {
  readonly extent: number;
  readonly first: number;
  readonly second: number;
}

/** Numbers from one index to the next along each axis. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** Strides by which a tensor of `shape` is read where `out` is wanted: 0 along axes that are repeated. */
export function broadcastStrides(shape: readonly number[], out: readonly number[]): number[] {
  const strides = stridesOf(shape);
  const missing = out.length - shape.length;
  return out.map((_, axis) => (axis < missing || shape[axis - missing] === 1 ? 0 : strides[axis - missing]));
}

/** As few axes as do, outermost first; at least one. */
export function joined(extents: readonly number[], first: readonly number[], second: readonly number[]): WalkedAxis[] {
  const axes: WalkedAxis[] = [];
  extents.forEach((extent, i) => {
    if (extent === 1) return;
    const axis = { extent, first: first[i], second: second[i] };
    const outer = axes.at(-1);
    if (outer !== undefined && outer.first === axis.first * extent && outer.second === axis.second * extent)
      axes.splice(-1, 1, { ...axis, extent: outer.extent * extent });
    else axes.push(axis);
  });
  return axes.length === 0 ? [{ extent: 1, first: 1, second: 1 }] : axes;
}

/** The whole numbers by which a command is told to walk: see `assembly/walk.ts`. */
export function walkOf(inner: number, outer: readonly WalkedAxis[]): number[] {
  if (outer.length > MOST_OUTER)
    throw new Error(`A tensor is walked over ${outer.length + 1} axes; the embedded backend knows ${MOST_OUTER + 1}.`);
  return [inner, outer.length, ...outer.flatMap(({ extent, first, second }) => [extent, first, second])];
}

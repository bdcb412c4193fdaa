/**
 * The same operation on fewer axes: neighbors that are treated alike are taken together. The WGSL of TensorFlow.js cannot
 * index what has more than four.
 */

/** The most axes that every backend of the family can index. */
export const MOST_AXES = 4;

export interface Fewer {
  readonly a: number[];
  readonly b: number[];
}

/** Extents of two tensors of one rank that are broadcast, with axes that are broadcast alike multiplied together. */
export function mergeBroadcast(a: readonly number[], b: readonly number[]): Fewer {
  const merged: Fewer = { a: [], b: [] };
  let last: string | null = null;
  a.forEach((extent, axis) => {
    const other = b[axis] ?? 1;
    if (extent === 1 && other === 1) return;
    const kind = extent === other ? 'both' : extent === 1 ? 'b' : 'a';
    if (kind === last) {
      merged.a.push((merged.a.pop() ?? 1) * extent);
      merged.b.push((merged.b.pop() ?? 1) * other);
    } else {
      merged.a.push(extent);
      merged.b.push(other);
    }
    last = kind;
  });
  return merged;
}

export interface Part {
  readonly whole: number[];
  readonly begin: number[];
  readonly part: number[];
}

/** A part of a tensor, with axes that are taken whole multiplied onto the one before them. */
export function mergeWhole(whole: readonly number[], begin: readonly number[], part: readonly number[]): Part {
  const merged: Part = { whole: [], begin: [], part: [] };
  whole.forEach((extent, axis) => {
    const size = part[axis] ?? extent;
    const start = begin[axis] ?? 0;
    if (axis > 0 && size === extent) {
      merged.whole.push((merged.whole.pop() ?? 1) * extent);
      merged.begin.push((merged.begin.pop() ?? 0) * extent);
      merged.part.push((merged.part.pop() ?? 1) * extent);
    } else {
      merged.whole.push(extent);
      merged.begin.push(start);
      merged.part.push(size);
    }
  });
  return merged;
}

/** The extents of what operations make. */

/** As NumPy broadcasts: from the last axis on, extents of 1 and absent axes are repeated. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const left = a[i - rank + a.length] ?? 1;
    const right = b[i - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1)
      throw new Error(`Tensors of ${a.join('×')} and ${b.join('×')} do not broadcast.`);
    return left === 1 ? right : left;
  });
}

export function matmulShape(
  a: readonly number[],
  b: readonly number[],
  transposeA: boolean,
  transposeB: boolean,
): number[] {
  const rows = a.at(transposeA ? -1 : -2);
  const columns = b.at(transposeB ? -2 : -1);
  const [left, right] = [a.at(transposeA ? -2 : -1), b.at(transposeB ? -1 : -2)];
  if (
    left !== right ||
    rows === undefined ||
    columns === undefined ||
    String(a.slice(0, -2)) !== String(b.slice(0, -2))
  )
    throw new Error(`Tensors of ${a.join('×')} and ${b.join('×')} have no product.`);
  return [...a.slice(0, -2), rows, columns];
}

export const reducedShape = (shape: readonly number[], axes: readonly number[]): number[] =>
  shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));

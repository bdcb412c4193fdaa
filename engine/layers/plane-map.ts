/** Linear maps of an image that treat all columns alike, all rows alike and all channels alike: y = R·x·Cᵀ. */
import { sizeOf } from '../../model/shape.ts';
import type { Ops } from '../ops/ops.ts';
import { folded } from './folded.ts';
import type { LayerRun, NodeContext } from './layer-run.ts';

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

type Extents = readonly [height: number, width: number];

const planeOf = ([, height, width]: readonly number[]): Extents => [height, width];

export function transposed({ rows, columns, values }: Matrix): Matrix {
  const turned = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j];
  return { rows: columns, columns: rows, values: turned };
}

interface Workplace<T> {
  readonly ops: Ops<T>;
  temporary(shape: readonly number[]): T;
}

/** y ← R·x·Cᵀ for each sample and channel; `shape` is that of x. */
export function mapPlane<T>(
  { ops, temporary }: Workplace<T>,
  x: T,
  shape: readonly number[],
  [rowMap, columnMap]: readonly [Matrix, Matrix],
  y: T,
): void {
  const [batch, height, width, channels] = shape;
  const make = (extents: readonly number[], write: (out: T) => void): T => {
    const made = temporary(extents);
    write(made);
    return made;
  };
  const constant = ({ rows, columns, values }: Matrix) =>
    make([rows, columns], (out) => ops.constant({}, out, { values }));
  /** Maps the last axis of x, whose extents are `of`. */
  const along = (input: T, of: readonly number[], matrix: Matrix): T => {
    const lines = sizeOf(of.slice(0, -1));
    const flat = make([lines, matrix.columns], (out) => ops.reshape({ x: input }, out));
    const product = make([lines, matrix.rows], (out) =>
      ops.matmul({ a: flat, b: constant(matrix) }, out, { transposeA: false, transposeB: true }),
    );
    return make([...of.slice(0, -1), matrix.rows], (out) => ops.reshape({ x: product }, out));
  };
  const permuted = (input: T, of: readonly number[], axes: readonly number[]) =>
    make(
      axes.map((axis) => of[axis]),
      (out) => ops.permute({ x: input }, out, { axes }),
    );
  const byColumns = along(permuted(x, shape, [0, 1, 3, 2]), [batch, height, channels, width], columnMap);
  const between = [batch, height, channels, columnMap.rows];
  const byRows = along(permuted(byColumns, between, [0, 3, 2, 1]), [batch, columnMap.rows, channels, height], rowMap);
  ops.permute({ x: byRows }, y, { axes: [0, 3, 1, 2] });
}

/** A layer that is such a map; backward is the transposed one. */
export function planeMap<Args>(
  matrices: (args: Args, from: Extents, to: Extents) => readonly [Matrix, Matrix],
): LayerRun<Args> {
  const of = <T>({ args, inputShape, outputShape }: NodeContext<T, Args>) =>
    matrices(args, planeOf(inputShape), planeOf(outputShape));
  return folded(2, {
    forward(node) {
      mapPlane(node, node.x, node.inputShape, of(node), node.y);
    },
    backward(node) {
      if (node.dx === null) return;
      const [rows, columns] = of(node);
      mapPlane(node, node.dy, node.outputShape, [transposed(rows), transposed(columns)], node.dx);
    },
  });
}

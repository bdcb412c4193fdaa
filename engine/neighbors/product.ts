import type { Runtime } from '../backends/runtime.ts';

/** a·bᵀ of vectors that lie one behind the other: a row for each of `a`, a column for each of `b`. float32 is enough. */
export type Product = (a: Float32Array, b: Float32Array, features: number) => Promise<Float32Array>;

/** By the matrix product of a backend; nothing of it stays there. */
export function productOn<T>({ ops, create, temporary, write, read, release }: Runtime<T>): Product {
  return async (a, b, features) => {
    const [rows, columns] = [a.length / features, b.length / features];
    const [left, right] = [create([rows, features]), create([columns, features])];
    const table = temporary([rows, columns]);
    try {
      write(left, a);
      write(right, b);
      ops.matmul({ a: left, b: right }, table, { transposeA: false, transposeB: true });
      // What is read may lie in memory of the backend, which is let go.
      return (await read(table)).slice();
    } finally {
      for (const tensor of [left, right, table]) release(tensor);
    }
  };
}

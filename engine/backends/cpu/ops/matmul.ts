import type { PrimitiveOps } from '../../../ops/primitives.ts';
import type { Machine } from '../machine.ts';
import { multiply, multiplyRows } from '../product.ts';
import type { CpuTensor } from '../tensor.ts';

export function matmulOps(machine: Machine): Pick<PrimitiveOps<CpuTensor>, 'matmul'> {
  return {
    matmul({ a, b }, out, { transposeA, transposeB }) {
      const [rows, columns] = out.shape.slice(-2);
      const [depth] = a.shape.slice(transposeA ? -2 : -1);
      const count = out.count / (rows * columns);
      const product = { rows, columns, depth, count };
      const left = { place: a.place, step: transposeA ? rows : depth, apart: rows * depth };
      const right = { place: b.place, step: transposeB ? depth : columns, apart: depth * columns, turned: transposeB };
      const result = { place: out.place, step: columns, apart: rows * columns };
      (transposeA ? multiplyRows : multiply)(machine, left, right, result, product);
    },
  };
}

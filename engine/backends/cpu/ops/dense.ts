import type { DenseOps } from '../../../ops/ops.ts';
import * as kernel from '../kernel-ids.ts';
import type { Machine } from '../machine.ts';
import { multiply, multiplyRows } from '../product.ts';
import type { CpuTensor } from '../tensor.ts';

export function denseOps(machine: Machine): DenseOps<CpuTensor> {
  return {
    dense({ x, w, b }, y) {
      const [inputs, units] = w.shape;
      const product = {
        rows: x.count / inputs,
        columns: units,
        depth: inputs,
        ...(b === null ? {} : { bias: b.place }),
      };
      const [a, c] = [
        { place: x.place, step: inputs },
        { place: y.place, step: units },
      ];
      machine.making(y, () => multiply(machine, a, { place: w.place, step: units }, c, product));
    },
    denseInputGradient({ dy, w }, dx) {
      const [inputs, units] = w.shape;
      multiply(
        machine,
        { place: dy.place, step: units },
        { place: w.place, step: units, turned: true },
        { place: dx.place, step: inputs },
        {
          rows: dy.count / units,
          columns: inputs,
          depth: units,
        },
      );
    },
    denseWeightGradient({ x, dy }, dw) {
      const [inputs, units] = dw.shape;
      multiplyRows(
        machine,
        { place: x.place, step: inputs },
        { place: dy.place, step: units },
        { place: dw.place, step: units },
        { rows: inputs, columns: units, depth: x.count / inputs },
      );
    },
    biasGradient({ dy }, db) {
      const parts = machine.take(machine.threads * db.count);
      machine.command(kernel.SUM_ROWS, [dy.place, parts, dy.count / db.count, db.count]);
      machine.command(kernel.SUM_PARTS, [parts, db.place, machine.threads, db.count]);
      machine.give(parts);
    },
  };
}

/** Operations by the reference's code, on float32 in the memory of the embedded backend. */
import type { Ops } from '../../ops/ops.ts';
import { referenceRuntime } from '../reference/runtime.ts';
import type { ReferenceTensor } from '../reference/tensor.ts';
import type { Machine } from './machine.ts';
import type { CpuTensor } from './tensor.ts';

type AnyOp = (inputs: unknown, out: unknown, attributes: unknown) => void;

const isTensor = (value: object): value is CpuTensor => 'place' in value;

export class Fallback {
  readonly counts = new Map<string, number>();
  readonly ops: Ops<CpuTensor>;

  constructor(machine: Machine) {
    const entries = Object.entries(referenceRuntime.ops).map(([name, op]) => {
      const run = op as AnyOp;
      const own: AnyOp = (inputs, out, attributes) => {
        this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
        run(viewsOf(machine, inputs), viewsOf(machine, out), attributes);
      };
      return [name, own];
    });
    this.ops = Object.fromEntries(entries) as Ops<CpuTensor>;
  }
}

/** The same, with tensors as the reference has them. */
function viewsOf(machine: Machine, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((part) => viewsOf(machine, part));
  if (isTensor(value)) {
    const { shape, place, count } = value;
    // The code only reads and writes numbers, of whatever width they are.
    return { shape, data: machine.view(place, count) as unknown as Float64Array } satisfies ReferenceTensor;
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, viewsOf(machine, part)]));
}

/**
 * The kernels of the embedded backend as a backend of TensorFlow.js, so that the tests of tfjs-core are run on them. The
 * numbers of a tensor lie in the memory of the machine, four bytes each: float32, int32, and bool as 0 and 1 in float32.
 * Texts and the pairs of complex numbers lie in JavaScript, as the kernels of tfjs-backend-cpu keep them, which run here
 * where there are none of ours: they see views of the same memory.
 */
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { TensorData } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu.js';
import {
  type backend_util,
  type DataId,
  type DataStorage,
  type DataType,
  getKernel,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
  type TypedArray,
  util,
} from '@tensorflow/tfjs-core';
import type { CpuBackend } from '../../../engine/backends/cpu/backend.ts';
import type { Machine } from '../../../engine/backends/cpu/machine.ts';
import type { CpuTensor } from '../../../engine/backends/cpu/tensor.ts';
import type { Ops } from '../../../engine/ops/ops.ts';

export const EMBEDDED = 'embedded';

type Values = backend_util.BackendValues;

/** Runs a kernel by name; its result is let go with the others of a composition. */
export type Run = (kernel: string, inputs: NamedTensorInfoMap, attrs?: NamedAttrMap) => TensorInfo;

/** What lies in the machine. */
class Placed implements TensorData<DataType> {
  readonly dtype: DataType;
  readonly place: number;
  readonly count: number;
  refCount: number;
  readonly #machine: Machine;

  constructor(machine: Machine, dtype: DataType, count: number, refCount: number) {
    this.#machine = machine;
    this.dtype = dtype;
    this.count = count;
    this.place = machine.take(count);
    this.refCount = refCount;
  }

  /** As they are when all commands have run; a view, made anew each time. */
  get values(): Float32Array | Int32Array {
    const view = this.#machine.view(this.place, this.count);
    return this.dtype === 'int32' ? new Int32Array(view.buffer, view.byteOffset, this.count) : view;
  }
}

export class EmbeddedBackend extends MathBackendCPU {
  readonly ops: Ops<CpuTensor>;
  readonly #machine: Machine;
  /** Its type says that it holds values of JavaScript, which is true of texts and complex numbers only. */
  declare data: DataStorage<TensorData<DataType>>;
  #made = 0;

  constructor({ machine, runtime }: CpuBackend) {
    super();
    this.#machine = machine;
    this.ops = runtime.ops;
  }

  override write(values: Values, shape: number[], dtype: DataType): DataId {
    const dataId = { id: this.#made++ };
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  override move(dataId: DataId, values: Values, shape: number[], dtype: DataType, refCount: number): void {
    if (dtype === 'string' || dtype === 'complex64') {
      this.data.set(dataId, { values, dtype, refCount });
      return;
    }
    const placed = new Placed(this.#machine, dtype, util.sizeFromShape(shape), refCount);
    if (values) placed.values.set(values as TypedArray);
    this.data.set(dataId, placed);
  }

  override readSync(dataId: DataId): Values {
    const stored = this.data.get(dataId);
    if (!(stored instanceof Placed)) return super.readSync(dataId);
    return stored.dtype === 'bool' ? Uint8Array.from(stored.values) : stored.values.slice();
  }

  override disposeData(dataId: DataId, force = false): boolean {
    const stored = this.data.has(dataId) ? this.data.get(dataId) : null;
    const gone = super.disposeData(dataId, force);
    if (gone && stored instanceof Placed) this.#machine.give(stored.place);
    return gone;
  }

  override memory(): { unreliable: boolean; reasons: string[] } {
    return { unreliable: false, reasons: [] };
  }

  /** A tensor of TensorFlow.js as our operations take it, where it lies. */
  tensor({ dataId, shape }: TensorInfo): CpuTensor {
    const stored = this.data.get(dataId);
    if (!(stored instanceof Placed)) throw new Error(`A tensor of ${stored.dtype} does not lie in the memory.`);
    return { shape, place: stored.place, count: stored.count };
  }

  /** A tensor that `fill` writes; one without elements is not written, for the operations know none. */
  compute(shape: readonly number[], dtype: DataType, fill: (out: CpuTensor) => void): TensorInfo {
    const info = this.makeTensorInfo([...shape], dtype);
    const out = this.tensor(info);
    if (out.count > 0) fill(out);
    return info;
  }

  /** The same numbers under another shape. */
  alias({ dataId, dtype }: TensorInfo, shape: readonly number[]): TensorInfo {
    this.incRef(dataId);
    return { dataId, shape: [...shape], dtype };
  }

  /** The same tensor, where numbers of another type lie under its name: kernels of tfjs-backend-cpu do not mind. */
  settled(info: TensorInfo): TensorInfo {
    const stored = this.data.get(info.dataId);
    if (!(stored instanceof Placed) || stored.dtype === info.dtype) return info;
    const own = this.makeTensorInfo(info.shape, info.dtype, stored.values);
    this.disposeIntermediateTensorInfo(info);
    return own;
  }

  /** What other kernels make of it, ours or not; all that they make but the result is let go. */
  composed(make: (run: Run) => TensorInfo): TensorInfo {
    const made: TensorInfo[] = [];
    const result = make((kernel, inputs, attrs = {}) => {
      const config = getKernel(kernel, EMBEDDED);
      const info = config.kernelFunc({ inputs, attrs, backend: this }) as TensorInfo;
      made.push(info);
      return info;
    });
    for (const info of made) if (info !== result) this.disposeIntermediateTensorInfo(info);
    return result;
  }
}

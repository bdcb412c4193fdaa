/** What a kernel of ours has to do with the stock ones: call them on its intermediate results, and take their place. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

export type Info = tf.TensorInfo;

export interface KernelArguments {
  readonly inputs: Readonly<Record<string, Info>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly backend: BackendWasm;
}

export type Kernel = (args: KernelArguments) => Info;

/** Stock kernels by name, as they were before any of ours took its place. */
const stock = new Map<string, Kernel>();

export function callStock(name: string, args: KernelArguments): Info {
  const known = stock.get(name) ?? (tf.getKernel(name, 'wasm')?.kernelFunc as unknown as Kernel | undefined);
  if (known === undefined) throw new Error(`TensorFlow.js has no kernel ${name} for WebAssembly.`);
  stock.set(name, known);
  return known(args);
}

/** Registers a kernel for WebAssembly, in place of a stock one where there is one. */
export function install(kernelName: string, kernel: Kernel): void {
  const before = tf.getKernel(kernelName, 'wasm');
  const setup = before?.setupFunc;
  if (before !== undefined) {
    stock.set(kernelName, before.kernelFunc as unknown as Kernel);
    tf.unregisterKernel(kernelName, 'wasm');
  }
  const kernelFunc = kernel as unknown as tf.KernelFunc;
  // The setup of the stock kernel has to run still: ours falls back on it.
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc,
    ...(setup === undefined ? {} : { setupFunc: setup }),
  });
}

/** Where a kernel drops what it does not return. */
export class Scratch {
  readonly #backend: BackendWasm;
  readonly #infos: Info[] = [];

  constructor(backend: BackendWasm) {
    this.#backend = backend;
  }

  /** Runs a stock kernel whose result is let go at the end. */
  run(name: string, inputs: KernelArguments['inputs'], attrs: KernelArguments['attrs']): Info {
    const info = callStock(name, { inputs, attrs, backend: this.#backend });
    this.#infos.push(info);
    return info;
  }

  free(): void {
    for (const { dataId } of this.#infos) this.#backend.disposeData(dataId);
  }
}

/** The numbers of a tensor in WebAssembly memory. Take none across an allocation: memory may have moved. */
export const heap = (backend: BackendWasm, info: Info): Float32Array =>
  backend.typedArrayFromHeap(info) as Float32Array;

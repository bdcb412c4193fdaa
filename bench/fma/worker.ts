/** A thread that computes nothing but multiply-adds, as often as it is told. */
import { setFlagsFromString } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { fmaModule } from './module.ts';

export type Kind = 'registers' | 'memory';

export interface Order {
  readonly kind: Kind;
  readonly turns: number;
  /** Two numbers: the threads that are ready, and how many there must be. */
  readonly ready: Int32Array;
}

/** Nanoseconds on a clock that all threads share. */
export interface Done {
  readonly begun: bigint;
  readonly ended: bigint;
}

// From Node 22 on it needs no flag, and later there is none.
if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
const instance = new WebAssembly.Instance(new WebAssembly.Module(fmaModule()));
const run = instance.exports as Readonly<Record<Kind, (turns: number) => void>> & { readonly heap: WebAssembly.Memory };
// Sums of ones stay what the processor is quickest with.
new Float32Array(run.heap.buffer).fill(1);

parentPort?.on('message', ({ kind, turns, ready }: Order) => {
  Atomics.add(ready, 0, 1);
  while (Atomics.load(ready, 0) < Atomics.load(ready, 1));
  const begun = process.hrtime.bigint();
  run[kind](turns);
  parentPort?.postMessage({ begun, ended: process.hrtime.bigint() } satisfies Done);
});

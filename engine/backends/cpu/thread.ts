/** What a thread is started with. */
import type { Tiles } from './tiles.ts';

export interface KernelExports {
  submit(threads: number): number;
  serve(thread: number, threads: number, seen: number): void;
  setScratch(place: number): void;
  setWide(wide: boolean): void;
}

export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly tiles: Tiles;
  readonly memory: WebAssembly.Memory;
  /** From 1; the thread that submits is 0. */
  readonly thread: number;
  readonly threads: number;
  /** Where it may write what only it reads. */
  readonly scratch: number;
  /** How many lists have been submitted before it. */
  readonly seen: number;
}

/** The kernels of one thread, ready to run. */
export function instantiate(
  { module, tiles, memory }: Pick<ThreadStart, 'module' | 'tiles' | 'memory'>,
  scratch: number,
): KernelExports {
  const env = { memory };
  const { exports } = new WebAssembly.Instance(module, {
    env,
    tiles: new WebAssembly.Instance(tiles.module, { env }).exports,
  });
  const kernels = exports as unknown as KernelExports;
  kernels.setScratch(scratch);
  kernels.setWide(tiles.wide);
  return kernels;
}

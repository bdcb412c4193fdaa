/** What a thread is started with. */

export interface KernelExports {
  submit(threads: number): number;
  serve(thread: number, threads: number, seen: number): void;
  setScratch(place: number): void;
}

export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** From 1; the thread that submits is 0. */
  readonly thread: number;
  readonly threads: number;
  /** Where it may write what only it reads. */
  readonly scratch: number;
  /** How many lists have been submitted before it. */
  readonly seen: number;
}

/** The memory, the threads and the list of commands of the embedded backend. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { BackendError } from '../backend.ts';
import { clipping } from './clipping.ts';
import {
  COMMAND,
  COMMANDS,
  COUNT,
  FAILED,
  FLOATS,
  HIGH,
  INTS,
  LOW,
  MEETS,
  MOST_COMMANDS,
  QUIT,
  SUBMITTED,
  TAKEN,
  TENSORS,
} from './command-layout.ts';
import { type KernelModule, loadKernels, type ModuleOptions } from './module.ts';
import { Places } from './places.ts';
import { Staging } from './staging.ts';
import type { CpuTensor } from './tensor.ts';
import { instantiate, type KernelExports, type ThreadStart } from './thread.ts';

const PAGE = 65536;
const MIB = 2 ** 20;
/** Bytes that each thread has for itself. */
export const SCRATCH = 2 ** 17;

const MOST_INTS = (FLOATS - INTS) / 4;

type Area = Pick<CpuTensor, 'place' | 'count'>;

export interface MachineOptions extends ModuleOptions {
  /** At most so many threads; absent: as many as the machine has. */
  readonly threads?: number | undefined;
}

export class Machine {
  readonly #kernels: KernelModule;
  readonly #exports: KernelExports;
  readonly #workers: readonly Worker[];
  readonly #places: Places;
  /** Over what lies before the tensors. */
  #ints: Int32Array;
  #floats: Float32Array;
  readonly #staging: Staging;
  #zeros: { readonly place: number; readonly count: number } | null = null;
  #kept = 0;
  #lost: string | null = null;
  #stopped = false;
  #count = 0;
  /** The parameters of the updates that stand last in the list. */
  readonly #updated = new Set<number>();
  /** Where the commands of `making` begin; `null` once they run. */
  #making: number | null = null;
  /** What the commands from `first` on to the end of the list have written. */
  #made: (Area & { readonly first: number }) | null = null;

  private constructor(kernels: KernelModule, threads: number) {
    this.#kernels = kernels;
    const { memory, module, tiles } = kernels;
    this.#ints = new Int32Array(memory.buffer, 0, TENSORS / 4);
    this.#floats = new Float32Array(memory.buffer, 0, TENSORS / 4);
    this.#places = new Places(TENSORS, (end) => this.#reach(end));
    this.#staging = new Staging((count) => this.#keepNew(count));
    this.#exports = instantiate(kernels, this.#places.take(SCRATCH));
    this.#kept = threads;
    const script = new URL(import.meta.url.endsWith('.ts') ? './thread-main.ts' : './cpu-thread.mjs', import.meta.url);
    this.#workers = Array.from({ length: threads - 1 }, (_, i) => {
      const workerData: ThreadStart = {
        module,
        tiles,
        memory,
        thread: i + 1,
        threads,
        scratch: this.#places.take(SCRATCH),
        seen: 0,
      };
      const worker = new Worker(script, { workerData });
      worker.unref();
      worker.once('exit', (code) => this.#lose(i + 1, code));
      return worker;
    });
  }

  /** @throws BackendError when this host cannot run the kernels. */
  static async start({ threads = availableParallelism(), ...options }: MachineOptions = {}): Promise<Machine> {
    const kernels = loadKernels(options);
    const machine = new Machine(kernels, kernels.shared ? threads : 1);
    await Promise.all(machine.#workers.map((worker) => once(worker, 'message')));
    return machine;
  }

  /** A thread has ended, which it does not do by itself. */
  #lose(thread: number, code: number): void {
    if (this.#stopped) return;
    this.#lost = `Thread ${thread} of the embedded backend has ended with exit code ${code}.`;
    Atomics.store(this.#ints, FAILED / 4, 1);
  }

  get threads(): number {
    return this.#workers.length + 1;
  }

  get fused(): boolean {
    return this.#kernels.fused;
  }

  /** Whether products are computed on 256 bits. */
  get wide(): boolean {
    return this.#kernels.tiles.wide;
  }

  /** Bytes of memory that have been used at most, from its start: constants, commands, the threads' own, tensors. */
  get reach(): number {
    return TENSORS + this.#places.reach;
  }

  /** How many are taken, without those that the machine keeps for itself. */
  get places(): number {
    return this.#places.count - this.#kept;
  }

  #keepNew(count: number): number {
    this.#kept++;
    return this.#places.takeNew(4 * count);
  }

  #keep(count: number): number {
    this.#kept++;
    return this.takeLasting(count);
  }

  #reach(end: number): void {
    const { memory, limit } = this.#kernels;
    // Tiles may read a few numbers behind the last place, and leave them.
    const missing = end + PAGE - memory.buffer.byteLength;
    if (missing <= 0) return;
    try {
      memory.grow(Math.ceil(missing / PAGE));
      // Memory that is not shared takes its views along when it grows.
      this.#ints = new Int32Array(memory.buffer, 0, TENSORS / 4);
      this.#floats = new Float32Array(memory.buffer, 0, TENSORS / 4);
    } catch {
      const wanted = Math.ceil(end / MIB);
      throw new BackendError(
        `The embedded backend has no ${wanted} MiB of memory; it can have ${Math.floor(limit / MIB)} MiB.`,
        { remedy: 'Make the batch smaller.' },
      );
    }
  }

  /** Commands in the list. */
  get commands(): number {
    return this.#count;
  }

  /** A place of so many numbers for an operation: where it is told to work, or else where there is room. */
  take(count: number): number {
    return this.#places.take(4 * count);
  }

  /** A place that outlives where operations work. */
  takeLasting(count: number): number {
    return this.#places.takeLasting(4 * count);
  }

  /** Commands in the list may still use the place: what they write for others who take it comes behind them. */
  give(place: number): void {
    this.#places.give(place);
  }

  /** Operations take their places here from now on, which nothing else uses; all that they took before is given back. */
  workAt(place: number, bytes: number): void {
    this.#places.workAt(place, bytes);
  }

  /** The numbers at a place, as they are when all commands have run; not to be kept. */
  view(place: number, count: number): Float32Array {
    this.finish();
    return new Float32Array(this.#kernels.memory.buffer, place, count);
  }

  /** Puts numbers where the commands of this list can read them. */
  stage(values: ArrayLike<number>): number {
    const place = this.#staging.take(values.length);
    new Float32Array(this.#kernels.memory.buffer, place, values.length).set(values);
    return place;
  }

  /** Whole numbers too. */
  stageInts(values: ArrayLike<number>): number {
    const place = this.#staging.take(values.length);
    new Int32Array(this.#kernels.memory.buffer, place, values.length).set(values);
    return place;
  }

  /** At least so many zeros, which nobody may write. */
  zeros(count: number): number {
    if (this.#zeros === null || this.#zeros.count < count) {
      // Commands of this list may still read the old ones: they are not given back.
      this.#zeros = { place: this.#keep(count), count };
      this.view(this.#zeros.place, count).fill(0);
    }
    return this.#zeros.place;
  }

  /** Adds a command to the list. */
  command(kernel: number, ints: readonly number[], floats: readonly number[] = []): void {
    this.#made = null;
    this.aside(kernel, ints, floats);
  }

  /** Adds a command that neither reads nor writes what has been written last: that can still be clipped. */
  aside(kernel: number, ints: readonly number[], floats: readonly number[]): void {
    this.#updated.clear();
    this.#add(kernel, ints, floats);
  }

  /**
   * Adds a command that writes only what belongs to the parameter at `place`: threads do not meet between updates of
   * different parameters.
   */
  update(place: number, kernel: number, ints: readonly number[], floats: readonly number[]): void {
    this.#made = null;
    if (this.#updated.has(place)) this.#updated.clear();
    if (this.#updated.size > 0) this.#ints[this.#at(this.#count - 1) + MEETS / 4] = 0;
    this.#updated.add(place);
    this.#add(kernel, ints, floats);
  }

  /** `add` adds the commands that write all of a tensor; those of kernels that clip write nothing else. */
  making({ place, count }: Area, add: () => void): void {
    this.#making = this.#count;
    add();
    if (this.#making !== null) this.#made = { place, count, first: this.#making };
    this.#making = null;
  }

  /**
   * Has the commands that write a tensor clip it as they store. False where these do not stand last in the list, or
   * cannot: then nothing has changed.
   */
  clip({ place, count }: Area, low: number, high: number): boolean {
    const made = this.#made;
    if (made?.place !== place || made.count !== count) return false;
    const commands = Array.from({ length: this.#count - made.first }, (_, i) => this.#at(made.first + i));
    const able = commands.filter((at) => clipping.has(this.#ints[at]));
    for (const at of able) {
      this.#floats[at + LOW / 4] = low;
      this.#floats[at + HIGH / 4] = high;
    }
    this.#made = null;
    return able.length > 0;
  }

  /** Where a command lies, in numbers. */
  #at(index: number): number {
    return (COMMANDS + index * COMMAND) / 4;
  }

  #add(kernel: number, ints: readonly number[], floats: readonly number[]): void {
    if (ints.length > MOST_INTS) throw new Error(`A command takes ${MOST_INTS} whole numbers, not ${ints.length}.`);
    const at = this.#at(this.#count++);
    this.#ints[at] = kernel;
    this.#ints[at + TAKEN / 4] = 0;
    this.#ints[at + MEETS / 4] = 1;
    this.#floats[at + LOW / 4] = -Infinity;
    this.#floats[at + HIGH / 4] = Infinity;
    for (let i = 0; i < ints.length; i++) this.#ints[at + INTS / 4 + i] = ints[i];
    for (let i = 0; i < floats.length; i++) this.#floats[at + FLOATS / 4 + i] = floats[i];
    // Only now: what is staged for a command has to stay until it has run.
    if (this.#count === MOST_COMMANDS) this.finish();
  }

  /** Runs what is in the list. @throws Error when a thread has failed. */
  finish(): void {
    if (this.#count === 0) return;
    if (this.#lost !== null) throw this.#failure();
    this.#ints[COUNT / 4] = this.#count;
    this.#count = 0;
    this.#updated.clear();
    this.#making = null;
    this.#made = null;
    const sound = this.#exports.submit(this.threads);
    this.#staging.clear();
    if (sound === 0) throw this.#failure();
  }

  #failure(): BackendError {
    return new BackendError(this.#lost ?? 'A thread of the embedded backend has failed or does not answer.', {
      remedy: 'Resume the run; with --threads 1 it needs no other thread.',
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#count = 0;
    Atomics.store(this.#ints, QUIT / 4, 1);
    Atomics.add(this.#ints, SUBMITTED / 4, 1);
    if (this.#kernels.shared) Atomics.notify(this.#ints, SUBMITTED / 4);
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

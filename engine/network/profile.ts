/** Where the time of a network goes: a runtime that does the same as another and takes the time of every call. */
import type { Runtime, Way } from '../backends/runtime.ts';
import type { Ops } from '../ops/ops.ts';

export interface ProfileEntry {
  /** Of the layer whose node ran; `null` between the passes: loss, update, data. */
  readonly layer: string | null;
  readonly way: Way;
  /** A name of `Ops`, or `read` and `write` of the runtime. */
  readonly op: string;
  readonly calls: number;
  readonly milliseconds: number;
}

export class Profile {
  readonly #entries = new Map<string, { -readonly [K in keyof ProfileEntry]: ProfileEntry[K] }>();
  #layer: string | null = null;
  #way: Way = 'forward';

  /** Since the last `clear`. */
  get entries(): readonly ProfileEntry[] {
    return [...this.#entries.values()];
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Where the runtime only notes what is to be done, each call is waited for, so that its time is its own. */
  watch<T>(runtime: Runtime<T>): Runtime<T> {
    const timed = <R>(op: string, run: () => R): R => {
      const begun = performance.now();
      const result = run();
      runtime.finish?.();
      this.#note(op, performance.now() - begun);
      return result;
    };
    type AnyOp = (...args: readonly unknown[]) => void;
    const watched = new Map<string, AnyOp>();
    const ops = new Proxy(runtime.ops, {
      get: (all, name: string & keyof Ops<T>) => {
        const run = all[name] as AnyOp | undefined;
        if (typeof run !== 'function') return run;
        const known = watched.get(name) ?? ((...args) => timed(name, () => run.apply(all, args as unknown[])));
        watched.set(name, known);
        return known;
      },
    });
    return {
      ops,
      create: (shape) => runtime.create(shape),
      temporary: (shape) => runtime.temporary(shape),
      allot: (plan, others) => runtime.allot(plan, others),
      write: (tensor, data) => timed('write', () => runtime.write(tensor, data)),
      read: (tensor) => timed('read', () => runtime.read(tensor)),
      clear: (tensor) => runtime.clear(tensor),
      release: (tensor) => runtime.release(tensor),
      ...(runtime.threads === undefined ? {} : { threads: runtime.threads }),
      workIn: (tensors, region) => runtime.workIn?.(tensors, region),
      enter: (layer, way) => {
        this.#layer = layer;
        this.#way = way;
      },
    };
  }

  #note(op: string, milliseconds: number): void {
    const key = `${this.#layer} ${this.#way} ${op}`;
    const entry = this.#entries.get(key);
    if (entry === undefined) this.#entries.set(key, { layer: this.#layer, way: this.#way, op, calls: 1, milliseconds });
    else {
      entry.calls++;
      entry.milliseconds += milliseconds;
    }
  }
}

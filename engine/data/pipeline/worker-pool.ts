/** Batches made by worker threads. A worker that dies is started once more; when it dies again, the run fails and says so. */
import { Worker } from 'node:worker_threads';
import type { Made, Measured, MeasureTask } from '../batch-maker.ts';
import type { BatchTask, Recipe } from '../recipe.ts';
import { Cancelled, type Maker } from './maker.ts';
import { errorOf, type FromWorker, type ToWorker, type WorkerSetup, type WorkerTask } from './messages.ts';

/** From source the file beside this one, from a bundle the bundle beside it. */
const ownEntry = () =>
  new URL(import.meta.url.endsWith('.ts') ? './worker-main.ts' : './data-worker.mjs', import.meta.url);

export interface PoolOptions {
  readonly size: number;
  readonly setup: WorkerSetup;
  /** The module that the workers run; default: our own. */
  readonly entry?: URL | undefined;
}

interface Pending {
  readonly message: WorkerTask;
  readonly bytes: number;
  readonly resolve: (result: Made | Measured) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  worker: Worker;
  readonly pending: Map<number, Pending>;
  deaths: number;
  /** Why it died last. */
  reason: string;
}

export class WorkerPool implements Maker {
  readonly #options: PoolOptions;
  readonly #slots: readonly Slot[];
  readonly #ids = new Map<BatchTask, number>();
  #next = 1;
  #recipe: Recipe | null = null;
  #closing = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.size }, () => this.#slot());
  }

  setRecipe(recipe: Recipe): void {
    this.#recipe = recipe;
    for (const { worker } of this.#slots) send(worker, { kind: 'recipe', recipe });
  }

  make(task: BatchTask, buffer: ArrayBuffer): Promise<Made> {
    const id = this.#next++;
    this.#ids.set(task, id);
    const made = this.#give({ kind: 'make', id, task, buffer }, buffer.byteLength) as Promise<Made>;
    return made.finally(() => this.#ids.delete(task));
  }

  measure(task: MeasureTask): Promise<Measured> {
    return this.#give({ kind: 'measure', id: this.#next++, task }, 0) as Promise<Measured>;
  }

  cancel(tasks: readonly BatchTask[]): void {
    const ids = tasks.flatMap((task) => this.#ids.get(task) ?? []);
    for (const { worker, pending } of this.#slots) {
      const own = ids.filter((id) => pending.has(id));
      if (own.length > 0) send(worker, { kind: 'cancel', ids: own });
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#slots.map(({ worker }) => worker.terminate()));
    for (const slot of this.#slots) rejectAll(slot, () => new Cancelled());
  }

  /** To the worker that has least to do: it queues, so that it need not wait for this thread between two batches. */
  #give(message: WorkerTask, bytes: number): Promise<Made | Measured> {
    if (this.#closing) return Promise.reject(new Cancelled());
    const slot = this.#slots.reduce((a, b) => (b.pending.size < a.pending.size ? b : a));
    if (slot.deaths > 1) return Promise.reject(new Error(died(slot)));
    return new Promise((resolve, reject) => {
      slot.pending.set(message.id, { message, bytes, resolve, reject });
      send(slot.worker, message);
    });
  }

  #slot(): Slot {
    const slot: Slot = { worker: this.#start(), pending: new Map(), deaths: 0, reason: '' };
    this.#listen(slot);
    return slot;
  }

  #start(): Worker {
    const { entry = ownEntry(), setup } = this.#options;
    const worker = new Worker(entry, { workerData: setup, name: 'netwright data' });
    if (this.#recipe !== null) send(worker, { kind: 'recipe', recipe: this.#recipe });
    return worker;
  }

  #listen(slot: Slot): void {
    const { worker } = slot;
    worker.on('message', (message: FromWorker) => settle(slot, message));
    worker.on('error', (error) => {
      slot.reason = error.message;
    });
    worker.on('exit', (code) => {
      if (!this.#closing) this.#revive(slot, code);
    });
  }

  #revive(slot: Slot, code: number): void {
    slot.deaths++;
    if (slot.reason === '') slot.reason = `it ended with code ${code}`;
    if (slot.deaths > 1) {
      rejectAll(slot, () => new Error(died(slot)));
      return;
    }
    slot.worker = this.#start();
    this.#listen(slot);
    for (const [id, pending] of slot.pending) {
      // Buffers it had are lost with it.
      const { message } = pending;
      const again = message.kind === 'make' ? { ...message, buffer: new ArrayBuffer(pending.bytes) } : message;
      slot.pending.set(id, { ...pending, message: again });
      send(slot.worker, again);
    }
  }
}

const died = ({ reason }: Slot): string =>
  `A data worker died twice: ${reason}. The run cannot go on; with workers=0 batches are made in the main thread, which shows where it fails.`;

function send(worker: Worker, message: ToWorker): void {
  worker.postMessage(message, message.kind === 'make' ? [message.buffer] : []);
}

function rejectAll({ pending }: Slot, error: () => Error): void {
  for (const { reject } of pending.values()) reject(error());
  pending.clear();
}

function settle({ pending }: Slot, message: FromWorker): void {
  const waiting = pending.get(message.id);
  pending.delete(message.id);
  switch (message.kind) {
    case 'made':
      waiting?.resolve(message.made);
      break;
    case 'measured':
      waiting?.resolve(message.measured);
      break;
    case 'cancelled':
      waiting?.reject(new Cancelled(message.buffer));
      break;
    case 'failed':
      waiting?.reject(errorOf(message.error));
  }
}

/** A data worker: opens the sources once, then makes one batch after the other until it is ended. */
import type { MessagePort } from 'node:worker_threads';
import { BatchMaker } from '../batch-maker.ts';
import { memorySource } from '../memory-source.ts';
import type { Recipe } from '../recipe.ts';
import { cachedSource } from '../sample-cache.ts';
import type { SampleSource } from '../samples.ts';
import type { OpenSource } from '../sources/index.ts';
import type { SourceOrigin } from './maker.ts';
import { type FromWorker, plainError, type ToWorker, type WorkerSetup, type WorkerTask } from './messages.ts';

export function serveBatches(port: MessagePort, { sources }: WorkerSetup, open: OpenSource): void {
  const opened = Promise.all(sources.map((origin) => openOrigin(origin, open)));
  // Whoever asks for a batch is told.
  opened.catch(() => {});
  const queue: WorkerTask[] = [];
  let recipe: Recipe | null = null;
  let maker: BatchMaker | null = null;
  let busy = false;

  const answer = (message: FromWorker, ...buffers: ArrayBuffer[]) => port.postMessage(message, buffers);

  async function perform(task: WorkerTask): Promise<void> {
    try {
      if (recipe === null) throw new Error('There is no recipe yet.');
      maker ??= new BatchMaker(await opened, recipe);
      if (task.kind === 'make') {
        const made = await maker.make(task.task, task.buffer);
        answer({ kind: 'made', id: task.id, made }, made.buffer);
      } else {
        answer({ kind: 'measured', id: task.id, measured: await maker.measure(task.task) });
      }
    } catch (error) {
      answer({ kind: 'failed', id: task.id, error: plainError(error) });
    }
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
      await perform(task);
      // Lets a cancellation in between two batches.
      await new Promise((resolve) => setImmediate(resolve));
    }
    busy = false;
  }

  function cancel(ids: readonly number[]): void {
    for (const id of ids) {
      const at = queue.findIndex((task) => task.id === id);
      const [task] = at < 0 ? [] : queue.splice(at, 1);
      if (task?.kind === 'make') answer({ kind: 'cancelled', id, buffer: task.buffer }, task.buffer);
    }
  }

  port.on('message', (message: ToWorker) => {
    if (message.kind === 'recipe') {
      recipe = message.recipe;
      maker = null;
    } else if (message.kind === 'cancel') {
      cancel(message.ids);
    } else {
      queue.push(message);
      void work();
    }
  });
}

async function openOrigin(origin: SourceOrigin, open: OpenSource): Promise<SampleSource> {
  if (!('request' in origin)) return memorySource(origin.columns, origin.whole);
  const source = await open(origin.request);
  return origin.cache === null ? source : cachedSource(source, origin.cache);
}

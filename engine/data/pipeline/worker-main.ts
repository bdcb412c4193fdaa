/** The entry of a data worker. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSource } from '../sources/index.ts';
import type { WorkerSetup } from './messages.ts';
import { serveBatches } from './serve.ts';

if (parentPort === null) throw new Error('This is the entry of a worker thread.');
serveBatches(parentPort, workerData as WorkerSetup, openSource);

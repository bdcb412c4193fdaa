/** Stays with a run until its end: shows it, serves it to editors, stops it at a signal, and knows the exit code. */
import { setTimeout } from 'node:timers/promises';
import { type Service, serveRun } from '../engine/host/serve.ts';
import type { EndRecord } from '../engine/protocol/records.ts';
import type { Run } from '../engine/train/run.ts';
import { stopOnSignal } from './signals.ts';
import { exitCodes } from './terminal/exit.ts';
import { err, out } from './terminal/output.ts';
import { showRun } from './terminal/show-run.ts';

/** How long the end of a run waits for editors that watch to have read it. */
const LINGER_MS = 2000;

export interface Following {
  /** Records to standard output, everything else to standard error. */
  readonly json: boolean;
  /** Said before anything else. */
  readonly head: string | null;
}

/** Gives back the exit code. */
export async function followRun(run: Run, { json, head }: Following): Promise<number> {
  const say = json ? err : out;
  const interrupted = stopOnSignal('Stopping at the next step', () => void run.stop());
  if (head !== null) say(head);
  if (json) run.events.on('record', (record) => out(JSON.stringify(record)));
  const finish = showRun(run, say);
  // Served, so that an editor finds and shows a run that was started in a terminal.
  const service = await serveRun(run);
  const end = await run.done;
  finish();
  if (end.reason === 'failed') err(`The run failed. ${end.message ?? ''}`);
  say(`Run folder: ${run.folder}`);
  await leave(service);
  return exitCode(end, interrupted());
}

async function leave(service: Service): Promise<void> {
  await Promise.race([service.idle(), setTimeout(LINGER_MS)]);
  service.close();
}

function exitCode(end: EndRecord, interrupted: boolean): number {
  if (interrupted && end.reason === 'stopped') return exitCodes.interrupted;
  if (end.reason !== 'failed') return exitCodes.fine;
  return end.code === 'data' ? exitCodes.input : exitCodes.failed;
}

/**
 * The engine process: reads a job, or which run goes on, as JSON from standard input, starts the run, announces it in one line on standard
 * output, and from then on needs nobody: it logs to `engine.log` in the run folder and ends when the run does.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Order } from '../protocol/job.ts';
import type { RunRecord } from '../protocol/records.ts';
import type { Announcement } from '../protocol/rpc.ts';
import type { Run } from '../train/run.ts';
import { resumeRun, startRun } from '../train/start.ts';
import { version } from '../version.ts';
import { serveRun } from './serve.ts';

/** How long the engine of a finished run waits for its clients to read the end. */
const LINGER_MS = 2000;

const announce = (announcement: Announcement) =>
  new Promise<void>((resolve) => process.stdout.write(`${JSON.stringify(announcement)}\n`, () => resolve()));

function logTo(run: Run): (line: string) => void {
  const file = join(run.folder, 'engine.log');
  return (line) => appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
}

/** A program that started the engine and stays with it, as a search does: it is told every record but steps, and when it is gone the run stops. */
function reportTo(parent: NodeJS.Process, run: Run): void {
  if (parent.send === undefined) return;
  const tell = (record: RunRecord) => {
    if (record.type !== 'step' && parent.connected) parent.send?.(record, undefined, undefined, () => {});
  };
  for (const record of run.records) tell(record);
  run.events.on('record', tell);
  parent.on('message', (message) => {
    if (message === 'stop') void run.stop();
  });
  if (parent.connected) parent.once('disconnect', () => void run.stop());
  else void run.stop();
}

async function main(): Promise<void> {
  const order = JSON.parse(await text(process.stdin)) as Order;
  const run = await ('resume' in order ? resumeRun(order.resume) : startRun(order, version));
  reportTo(process, run);
  const service = await serveRun(run);
  const log = logTo(run);
  log(`run ${run.info.id}, process ${process.pid}, node ${process.versions.node}`);
  process.on('uncaughtException', (error) => log(`uncaught: ${error.stack ?? error.message}`));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void run.stop());
  process.on('SIGHUP', () => log('the terminal went away; the run goes on'));
  run.events.on('info', ({ backend }) => {
    for (const { backend: name, reason } of backend?.passedOver ?? []) log(`passed over ${name}: ${reason}`);
    log(`backend ${backend?.chosen}: ${backend?.device}`);
  });
  run.events.on('record', (record) => {
    if (record.type !== 'step') log(JSON.stringify(record));
  });
  await announce({ run: run.folder, endpoint: service.endpoint });
  const linger = run.done.then(() => new Promise((resolve) => setTimeout(resolve, LINGER_MS)));
  await run.done;
  await Promise.race([service.idle(), linger]);
  service.close();
}

// Whoever started the engine may be gone before the announcement is read.
process.stdout.on('error', () => {});
main().then(
  () => process.exit(0),
  async (error: unknown) => {
    await announce({ error: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  },
);

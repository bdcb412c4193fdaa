/** An engine of its own for one trial: it tells every record, and stops when the search is gone. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order } from '../protocol/job.ts';
import type { EndRecord, RunRecord } from '../protocol/records.ts';
import type { Announcement } from '../protocol/rpc.ts';

export interface Engine {
  /** Ends the run at its next step, with a checkpoint written. */
  stop(): void;
  /** How the run ended; why there was none, or none any more. */
  readonly ended: Promise<EndRecord | { readonly problem: string }>;
}

export type StartEngine = (order: Order, onRecord: (record: RunRecord) => void) => Engine;

/** The engine lies beside the bundle. */
const entry = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../host/main.ts' : './engine.mjs', import.meta.url),
);

export const startEngine: StartEngine = (order, onRecord) => {
  // Detached, so that Ctrl-C in a terminal reaches the search alone, which then stops its engines.
  const child = spawn(process.execPath, [entry], {
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  let [said, complaint] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  let end: EndRecord | undefined;
  child.on('message', (record: RunRecord) => {
    if (record.type === 'end') end = record;
    onRecord(record);
  });
  child.stdin?.on('error', () => {});
  child.stdin?.end(JSON.stringify(order));
  const ended = new Promise<EndRecord | { problem: string }>((resolve) => {
    child.once('error', (error) => resolve({ problem: `The engine did not start: ${error.message}` }));
    child.once('close', (code, signal) =>
      resolve(
        end ?? { problem: problemOf(said) ?? `The engine ended (${signal ?? `code ${code}`}). ${complaint}`.trim() },
      ),
    );
  });
  return { stop: () => void (child.connected && child.send('stop', () => {})), ended };
};

/** What it announced in place of a run. */
function problemOf(said: string): string | undefined {
  const [line = ''] = said.split('\n');
  if (line === '') return undefined;
  const announcement = JSON.parse(line) as Announcement;
  return 'error' in announcement ? announcement.error : undefined;
}

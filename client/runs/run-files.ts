/** What a run folder says without its engine. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunInfo, RunRecord } from '../../engine/protocol/records.ts';
import type { Endpoint } from '../../engine/protocol/rpc.ts';

const json = async <T>(path: string): Promise<T | null> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch {
    return null;
  }
};

export const readInfo = (folder: string): Promise<RunInfo | null> => json<RunInfo>(join(folder, 'run.json'));

const endpointOf = (folder: string): Promise<Endpoint | null> => json<Endpoint>(join(folder, 'engine.json'));

/** `null` when no engine is at work, or it died and left its address behind. */
export async function readEndpoint(folder: string): Promise<Endpoint | null> {
  const endpoint = await endpointOf(folder);
  return endpoint !== null && isAlive(endpoint.pid) ? endpoint : null;
}

/** Whether an engine died here: at its end it takes its address away. */
export async function engineDied(folder: string): Promise<boolean> {
  const endpoint = await endpointOf(folder);
  return endpoint !== null && !isAlive(endpoint.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What a crash has cut off, or never written, is left out. */
export async function readRecords(folder: string): Promise<RunRecord[]> {
  const text = await readFile(join(folder, 'metrics.jsonl'), 'utf8').catch(() => '');
  const records: RunRecord[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    try {
      records.push(JSON.parse(line) as RunRecord);
    } catch {
      // A block of the disk that was never written reads as zeros: nothing after it counts.
      break;
    }
  }
  return records;
}

/** The run folders of a workspace folder, latest first. */
export async function listRuns(root: string): Promise<string[]> {
  const runs = join(root, '.netwright', 'runs');
  const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(runs, entry.name))
    .sort()
    .reverse();
}

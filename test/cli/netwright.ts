/** The command line as people call it: the launcher, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const root = join(import.meta.dirname, '..', '..');
const launcher = join(root, 'cli', 'bin', 'netwright.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function start(args: readonly string[], cwd = root): ChildProcess {
  return spawn(process.execPath, [launcher, ...args], { cwd, stdio: 'pipe', env: { ...process.env, NO_COLOR: '' } });
}

/** Runs to the end. */
export async function netwright(args: readonly string[], { cwd = root, input = '' } = {}): Promise<Ended> {
  const child = start(args, cwd);
  child.stdin!.end(input);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'close')]);
  return { code, stdout, stderr };
}

/** A folder that is removed after the tests of the suite. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netwright-cli-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

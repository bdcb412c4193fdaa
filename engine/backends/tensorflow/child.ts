/** Runs a program of the setup: lines of its output as they come, and an end of it and its children when it is cancelled. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Ended {
  readonly code: number | null;
  /** The last lines of both outputs. */
  readonly said: string;
}

const KEPT_LINES = 40;
/** How long a program has to clean up after itself. */
const GRACE_MS = 2000;

/** pip starts programs of its own: the whole group ends. */
function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}

/** @throws AbortError once it has ended because of the signal; Error where it cannot be started. */
export function runChild(
  command: string,
  args: readonly string[],
  { signal, line = () => {} }: { readonly signal: AbortSignal; readonly line?: (text: string) => void },
): Promise<Ended> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    // pip is told nothing of the environment that the person has active: it would warn, or install elsewhere.
    const { PIP_TARGET: _target, PIP_PREFIX: _prefix, PIP_USER: _user, PYTHONHOME: _home, ...rest } = process.env;
    const env = { ...rest, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1', PYTHONUNBUFFERED: '1' };
    const detached = process.platform !== 'win32';
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached, windowsHide: true, env });
    const last: string[] = [];
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      end(child, 'SIGTERM');
      timer = setTimeout(() => end(child, 'SIGKILL'), GRACE_MS);
    };
    signal.addEventListener('abort', stop, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (text) => {
        last.push(text);
        if (last.length > KEPT_LINES) last.shift();
        line(text);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(signal.reason);
      else resolve({ code, said: last.join('\n') });
    });
  });
}

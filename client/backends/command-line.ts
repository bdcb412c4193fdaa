/** Runs Netwright's own command line, which prints one JSON document per line. */
import { spawn } from 'node:child_process';
import { delimiter, dirname, isAbsolute } from 'node:path';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';

/** The setting that names an interpreter; empty: none is named. */
export const pythonSetting = (): string =>
  vscode.workspace.getConfiguration('netwright').get<string>('python', '').trim();

/** What the engine and the command line are told of the setting. */
export function pythonEnvironment(): Readonly<Record<string, string>> {
  const python = pythonSetting();
  return python === '' ? {} : { NETWRIGHT_PYTHON: python };
}

interface PythonApi {
  readonly environments?: { getActiveEnvironmentPath(): { readonly path: string } };
}

/** The environment that the Python extension has chosen for this window, as an activated terminal would have it. */
async function activeEnvironment(): Promise<Readonly<Record<string, string | undefined>>> {
  const extension = vscode.extensions.getExtension<PythonApi>('ms-python.python');
  if (extension === undefined) return {};
  try {
    const { environments } = extension.isActive ? extension.exports : await extension.activate();
    const path = environments?.getActiveEnvironmentPath().path ?? '';
    if (!isAbsolute(path)) return {};
    const folders = [dirname(path), process.env.PATH ?? ''].join(delimiter);
    return { PATH: folders, VIRTUAL_ENV: undefined, CONDA_PREFIX: undefined };
  } catch {
    // The extension of others failed; there are other ways to an interpreter.
    return {};
  }
}

export interface CommandLine {
  /** `dist/cli.mjs`. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  /** A line that is whole. */
  line(text: string): void;
}

/** Gives the exit code. A program that is told to stop ends in its own time, cleaned up. @throws Error when it does not start. */
export async function runCommandLine({ entry, args, signal, line }: CommandLine): Promise<number | null> {
  const env = {
    ...process.env,
    ...(await activeEnvironment()),
    ...pythonEnvironment(),
    ELECTRON_RUN_AS_NODE: '1',
    NO_COLOR: '1',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const stop = () => void child.kill('SIGTERM');
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    createInterface(child.stdout).on('line', line);
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', stop);
      resolve(code);
    });
  });
}

/** Runs the VS Code server on a localhost address with this extension under development. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installHost } from './install.ts';

const root = join(import.meta.dirname, '..', '..');

export interface VsCodeServer {
  readonly port: number;
  /** The address of a window on a folder, with a file of it open; with a suite, the window runs it and reports. */
  address(workspace: string, show?: { readonly suite?: string; readonly file?: string }): string;
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** 0: any free port. */
  readonly port?: number;
  /** Where the server keeps its data; a fresh temporary folder when absent. */
  readonly data?: string;
  /** Load the extension from its source tree rather than an installed package. */
  readonly development?: boolean;
}

export async function serveVsCode({ port = 0, data, development = true }: ServeOptions = {}): Promise<VsCodeServer> {
  const server = installHost();
  const folder = data ?? mkdtempSync(join(tmpdir(), 'netwright-vscode-'));
  const args = [
    join(server, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off'],
    ...['--server-data-dir', folder, '--extensions-dir', join(folder, 'extensions')],
    '--enable-smoke-test-driver',
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const found = await listening(child);
  return {
    port: found,
    address(workspace, { suite, file } = {}) {
      const remote = (path: string) => `vscode-remote://127.0.0.1:${found}${path}`;
      const payload = [
        ...(development ? [['extensionDevelopmentPath', remote(root)]] : []),
        ...(suite === undefined ? [] : [['extensionTestsPath', remote(suite)]]),
        ...(file === undefined ? [] : [['openFile', remote(file)]]),
        ['skipWelcome', 'true'],
      ];
      const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
      return `http://127.0.0.1:${found}/?${query}`;
    },
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
      if (data === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The port, once the server says that it listens. */
function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const match = /Extension host agent listening on (\d+)/.exec(said);
      if (match !== null) resolve(Number(match[1]));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('exit', (code) => reject(new Error(`The VS Code server ended with code ${code}:\n${said}`)));
  });
}

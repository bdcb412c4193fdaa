/**
 * Installs a complete VS Code server with its browser workbench from npm, once, into `.cache/host`. Only the native
 * modules that the server cannot do without are built, so that a bare machine needs a compiler and nothing else.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.cache', 'host');
const server = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
const recipe = join(root, 'test', 'host', 'package.json');
const stamp = join(folder, 'installed');

const needed = ['@vscode/spdlog', '@parcel/watcher', '@vscode/native-watchdog', 'node-pty'];

function npm(cwd: string, ...args: string[]): void {
  // Our own Node stands first: the server's modules are built for it.
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd,
    env: { ...process.env, PATH: path },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${stdout}\n${stderr}`);
}

/** The folder of the server; installs it when it is not there in the wanted version. */
export function installHost(say: (text: string) => void = console.error): string {
  const wanted = readFileSync(recipe, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return server;
  say('Installing the VS Code server from npm (about a minute, 600 MB, once) …');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(recipe, join(folder, 'package.json'));
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts'];
  npm(folder, 'install', ...quiet);
  npm(server, 'install', '--omit=dev', ...quiet);
  npm(server, 'rebuild', ...needed);
  writeFileSync(stamp, wanted);
  return server;
}

if (import.meta.main) console.log(installHost());

#!/usr/bin/env node
// The launcher: plain JavaScript that any Node can read. It needs Node 24, and uses the one that is installed beside
// the package when it is started with an older one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED = 24;
/** Exit codes of the contract: the run failed, the command line is wrong. */
const FAILED = 3;
const USAGE = 2;
const root = fileURLToPath(new URL('../..', import.meta.url));
const bundle = join(root, 'dist', 'cli.mjs');
const beside = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const major = Number(process.versions.node.split('.')[0]);

if (!existsSync(bundle)) {
  console.error('netwright is not built yet; run `npm run build`.');
  process.exitCode = USAGE;
} else if (major >= NEEDED) {
  await import(pathToFileURL(bundle).href);
} else if (existsSync(beside)) {
  const child = spawn(beside, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal's Ctrl-C reaches both, and the program answers it; other signals are passed on.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? FAILED;
  });
} else {
  console.error(
    `netwright needs Node ${NEEDED} or newer; this is ${process.versions.node}. Install it, or run \`npm install --save-dev node@${NEEDED}\`.`,
  );
  process.exitCode = USAGE;
}

#!/usr/bin/env node
// The launcher: plain JavaScript that any Node can read. It needs Node 24, and uses the one that is installed beside
// the package when it is started with an older one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED = 24;
const root = fileURLToPath(new URL('../..', import.meta.url));
const bundle = join(root, 'dist', 'cli.mjs');
const beside = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const major = Number(process.versions.node.split('.')[0]);

if (!existsSync(bundle)) {
  console.error('netwright is not built yet; run `npm run build`.');
  process.exitCode = 2;
} else if (major >= NEEDED) {
  await import(pathToFileURL(bundle).href);
} else if (existsSync(beside)) {
  // Ctrl-C reaches both; the program answers it.
  process.on('SIGINT', () => {});
  const { status, signal } = spawnSync(beside, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 3);
} else {
  console.error(
    `netwright needs Node ${NEEDED} or newer; this is ${process.versions.node}. Install it, or run \`npm install --save-dev node@${NEEDED}\`.`,
  );
  process.exitCode = 2;
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from '../command.ts';

export const lsp: Command = {
  name: 'lsp',
  usage: 'lsp --stdio',
  doc: 'Runs the language server for any editor.',
  options: { stdio: { type: 'boolean', doc: 'speak over standard input and output' } },
  run: () =>
    new Promise((resolve, reject) => {
      const server = fileURLToPath(new URL('./server.mjs', import.meta.url));
      const child = spawn(process.execPath, [server, '--stdio'], { stdio: 'inherit' });
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? 3));
    }),
};

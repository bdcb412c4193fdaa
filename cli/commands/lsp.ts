import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { serverFlags } from '../../server/protocol/process.ts';
import { type Command, flag } from '../command.ts';
import { exitCodes, UsageError } from '../terminal/exit.ts';

/** The server is a bundle of its own beside this one; from source it stands in its room. */
const server = () =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../server/main.ts' : './server.mjs', import.meta.url));

export const lsp: Command = {
  name: 'lsp',
  usage: 'lsp --stdio',
  doc: 'Runs the language server, for any editor.',
  options: { stdio: { type: 'boolean', doc: 'speak over standard input and output' } },
  run(invocation) {
    if (!flag(invocation, 'stdio'))
      throw new UsageError('lsp speaks over standard input and output only: lsp --stdio.');
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [...serverFlags, server(), '--stdio'], { stdio: 'inherit' });
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? exitCodes.failed));
    });
  },
};

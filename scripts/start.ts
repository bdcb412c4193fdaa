/** `npm start`: builds, then checks and trains LeNet-5 on drawn digits in the terminal, and says how to go on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from './build-all.ts';

const root = join(import.meta.dirname, '..');
const model = join('examples', 'lenet.nn');

/** Says what it does as a person would type it; ends the process when it fails. */
async function run(typed: string, script: string, ...args: readonly string[]): Promise<void> {
  console.log(`\n$ ${typed}`);
  const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) process.exit(code ?? 1);
}

const netwright = (...args: readonly string[]) =>
  run(`npx netwright ${args.join(' ')}`, join('cli', 'bin', 'netwright.js'), ...args);

// Ctrl-C is for the training, which ends with a checkpoint.
process.on('SIGINT', () => {});

console.log('$ npm run build');
build();
await netwright('check', model);
await netwright('train', model);
console.log('\nTo open the same file in VS Code: npm run vscode');

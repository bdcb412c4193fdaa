/** `npm run build` for scripts that need the product built: types first, then bundles. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Ends the process when something does not compile: the compiler has said what. */
export function build(): void {
  const steps = [[join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'], [join(root, 'scripts', 'build.ts')]];
  for (const step of steps) {
    const { status } = spawnSync(process.execPath, step, { cwd: root, stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
}
